using TransferLearning.Text;

namespace TransferLearning.Pretraining;

/// <summary>
/// Pairs of passages for next-sentence prediction (Devlin et al. 2019, section 3.1): half of the second passages follow the
/// first (class 0), the others come from another document (class 1), as the classes of Hugging Face's BERT.
/// </summary>
public static class SentencePairs
{
    private const long IsNext = 0;
    private const long IsRandom = 1;

    /// <summary>Cuts a corpus into sequences <c>[CLS] first [SEP] second [SEP]</c>, padded to one length.</summary>
    /// <param name="corpus">The text, of two documents or more; each paragraph is split into sentences.</param>
    /// <param name="tokenizer">A tokenizer with the tokens <c>[CLS]</c>, <c>[SEP]</c> and <c>[PAD]</c>.</param>
    /// <param name="sequenceLength">Tokens in a sequence, at least 8.</param>
    /// <param name="seed">Decides which second passages are replaced, and by what.</param>
    /// <exception cref="InvalidDataException">The corpus has fewer than two documents, or no document of two sentences.</exception>
    public static PackedSequences Create(Corpus corpus, PreTrainedTokenizer tokenizer, int sequenceLength = 64, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 8);
        if (corpus.Documents.Count < 2) throw new InvalidDataException("Next-sentence prediction takes its wrong answers from other documents, so the corpus needs at least two.");

        List<int[]>[] documents = [.. corpus.Documents.Select(document => Sentences(document, tokenizer))];
        var random = new Random(seed);
        var (tokens, starts, classes) = (new List<int>(), new List<int>(), new List<long>());
        for (var i = 0; i < documents.Length; i++)
        {
            var sentences = documents[i];
            for (var first = 0; first + 1 < sentences.Count; first += 2)
            {
                var follows = random.Next(2) == 0;
                var second = follows ? sentences[first + 1] : Elsewhere(documents, i, random);
                starts.Add(Append(tokens, sentences[first], second, sequenceLength, tokenizer));
                classes.Add(follows ? IsNext : IsRandom);
            }
        }

        if (classes.Count == 0) throw new InvalidDataException("No document has two sentences, so there is no pair to learn from.");
        return new PackedSequences([.. tokens], sequenceLength, tokenizer.PadTokenId) { SentenceLabels = classes, SecondSegmentStarts = starts };
    }

    private static List<int[]> Sentences(CorpusDocument document, PreTrainedTokenizer tokenizer) =>
        [.. tokenizer.EncodeBatch([.. document.Paragraphs.SelectMany(SentenceSplitter.Split)], addSpecialTokens: false)
            .Select(encoding => encoding.InputIds)
            .Where(ids => ids.Length > 0)];

    /// <summary>A sentence of another document that has one.</summary>
    private static int[] Elsewhere(List<int[]>[] documents, int here, Random random)
    {
        var offset = random.Next(documents.Length - 1);
        for (var i = 0; i < documents.Length - 1; i++)
        {
            var candidate = documents[(here + 1 + ((offset + i) % (documents.Length - 1))) % documents.Length];
            if (candidate.Count > 0) return candidate[random.Next(candidate.Count)];
        }

        throw new InvalidDataException("Only one document has sentences, so there is no wrong second sentence to show.");
    }

    /// <summary>Appends a padded pair, cutting the longer passage first; returns where its second segment begins.</summary>
    private static int Append(List<int> tokens, ReadOnlySpan<int> first, ReadOnlySpan<int> second, int sequenceLength, PreTrainedTokenizer tokenizer)
    {
        var room = sequenceLength - 3;
        while (first.Length + second.Length > room)
        {
            if (first.Length > second.Length) first = first[..^1];
            else second = second[..^1];
        }

        var end = tokens.Count + sequenceLength;
        tokens.Add(tokenizer.ClsTokenId);
        tokens.AddRange(first);
        tokens.Add(tokenizer.SepTokenId);
        tokens.AddRange(second);
        tokens.Add(tokenizer.SepTokenId);
        while (tokens.Count < end) tokens.Add(tokenizer.PadTokenId);
        return first.Length + 2;
    }
}
