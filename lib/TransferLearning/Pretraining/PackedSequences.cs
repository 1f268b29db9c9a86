using TransferLearning.Text;

namespace TransferLearning.Pretraining;

/// <summary>
/// A corpus as sequences of one length. As a rule there is no padding: the tokens of all documents run on, a separator
/// between documents, and are cut into windows, each of which gets the beginning and end token of the model. Short texts
/// that have nothing to do with each other are better kept apart (<see cref="OnePerText"/>).
/// </summary>
public sealed class PackedSequences
{
    private readonly int[] _tokens;

    internal PackedSequences(int[] tokens, int sequenceLength, int? padTokenId = null)
    {
        _tokens = tokens;
        SequenceLength = sequenceLength;
        PadTokenId = padTokenId;
    }

    /// <summary>What each sequence is, as a class 0 or 1, or <see cref="MaskedBatch.IgnoreIndex"/> where that is not known; <see langword="null"/> where there are no classes.</summary>
    public IReadOnlyList<long>? SentenceLabels { get; internal init; }

    /// <summary>Where the second segment of each sequence begins; <see langword="null"/> where all is one segment.</summary>
    public IReadOnlyList<int>? SecondSegmentStarts { get; internal init; }

    /// <summary>The padding at the end of sequences that hold one text each; <see langword="null"/> where nothing is padded.</summary>
    public int? PadTokenId { get; }

    /// <summary>Tokens in a sequence, special ones included.</summary>
    public int SequenceLength { get; }

    /// <summary>The number of sequences.</summary>
    public int Count => _tokens.Length / SequenceLength;

    /// <summary>The ids of a sequence.</summary>
    public ReadOnlySpan<int> this[int index] => _tokens.AsSpan(index * SequenceLength, SequenceLength);

    /// <summary>Tokenizes and packs a corpus. What does not fill a last sequence is left out.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="tokenizer">A tokenizer with the tokens <c>[CLS]</c> and <c>[SEP]</c>.</param>
    /// <param name="sequenceLength">Tokens in a sequence, at least 8.</param>
    /// <exception cref="InvalidDataException">The corpus does not fill one sequence.</exception>
    public static PackedSequences Create(Corpus corpus, PreTrainedTokenizer tokenizer, int sequenceLength = 64)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 8);

        var paragraphs = tokenizer.EncodeBatch([.. corpus.Paragraphs], addSpecialTokens: false);
        var stream = new List<int>(paragraphs.Sum(paragraph => paragraph.Length) + corpus.Documents.Count);
        var next = 0;
        foreach (var document in corpus.Documents)
        {
            for (var i = 0; i < document.Paragraphs.Count; i++) stream.AddRange(paragraphs[next++].InputIds);
            stream.Add(tokenizer.SepTokenId);
        }

        var content = sequenceLength - 2;
        var count = stream.Count / content;
        if (count == 0)
        {
            throw new InvalidDataException($"The corpus has {stream.Count} tokens, which do not fill one sequence of {sequenceLength}. Add text or shorten the sequences.");
        }

        var tokens = new int[count * sequenceLength];
        for (var i = 0; i < count; i++)
        {
            var sequence = tokens.AsSpan(i * sequenceLength, sequenceLength);
            sequence[0] = tokenizer.ClsTokenId;
            stream.Slice(i * content, content).CopyTo(tokens, (i * sequenceLength) + 1);
            sequence[^1] = tokenizer.SepTokenId;
        }

        return new PackedSequences(tokens, sequenceLength);
    }

    /// <summary>Tokenizes texts, each of which becomes one sequence: cut where it is too long, padded where it is short.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="tokenizer">A tokenizer with a padding token.</param>
    /// <param name="sequenceLength">Tokens in a sequence, at least 8.</param>
    /// <param name="sentenceLabel">Tells a text's class, 0 or 1, or null where it is not known; null for no classes.</param>
    /// <exception cref="InvalidDataException">There is no text.</exception>
    public static PackedSequences OnePerText(IReadOnlyList<string> texts, PreTrainedTokenizer tokenizer, int sequenceLength = 64, Func<string, int?>? sentenceLabel = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 8);
        if (texts.Count == 0) throw new InvalidDataException("There is no text to make sequences of.");

        var encodings = tokenizer.EncodeBatch(texts, truncation: TruncationStrategy.LongestFirst, maxLength: sequenceLength);
        var tokens = new int[texts.Count * sequenceLength];
        Array.Fill(tokens, tokenizer.PadTokenId);
        for (var i = 0; i < texts.Count; i++) encodings[i].InputIds.CopyTo(tokens.AsSpan(i * sequenceLength));
        return new PackedSequences(tokens, sequenceLength, tokenizer.PadTokenId)
        {
            SentenceLabels = sentenceLabel is null ? null : [.. texts.Select(text => sentenceLabel(text) ?? MaskedBatch.IgnoreIndex)],
        };
    }
}
