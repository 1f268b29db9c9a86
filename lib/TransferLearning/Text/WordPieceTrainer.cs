using System.Runtime.InteropServices;
using System.Text;

namespace TransferLearning.Text;

/// <summary>
/// Makes a WordPiece vocabulary of a text: special tokens, then characters, then the pieces that joining the most frequent
/// neighbours gives. The same texts, in the same order, give the same vocabulary on every machine.
/// </summary>
public sealed record WordPieceTrainer
{
    private const string Prefix = "##";
    private const int LongestWord = 100;

    /// <summary>How many tokens the vocabulary has at most, special tokens included.</summary>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>A pair of pieces that occurs less often does not become a piece.</summary>
    public int MinFrequency { get; init; } = 2;

    /// <summary>How many different characters the vocabulary has at most; the rarest go first.</summary>
    public int AlphabetSize { get; init; } = 1_000;

    /// <summary>The model's special tokens; they get the first ids, in the order padding, unknown, classification, separator, mask.</summary>
    public SpecialTokens SpecialTokens { get; init; } = SpecialTokens.Bert;

    /// <summary>More tokens that get an id and are never cut, such as placeholders for links and users.</summary>
    public IReadOnlyList<string> AdditionalTokens { get; init; } = [];

    /// <summary>How text is normalized, in training and afterwards.</summary>
    public BertTextNormalizer Normalizer { get; init; } = new();

    /// <summary>The longest encoding that the model takes, in tokens.</summary>
    public int ModelMaxLength { get; init; } = 512;

    /// <summary>Learns the vocabulary and makes a tokenizer of it.</summary>
    /// <param name="texts">The texts; read once.</param>
    /// <exception cref="ArgumentException">The vocabulary's size leaves no room for the special tokens and the characters.</exception>
    public PreTrainedTokenizer Train(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(VocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MinFrequency);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(AlphabetSize);

        var words = CountWords(texts);
        var tokens = new OrderedTokens(SpecialTokenList());
        AddAlphabet(tokens, words);
        if (tokens.Count > VocabularySize)
        {
            throw new ArgumentException(
                $"A vocabulary of {VocabularySize} tokens has no room for the {tokens.Count} special tokens and characters. Choose a greater VocabularySize or a smaller AlphabetSize.");
        }

        Learn(tokens, words);
        return CreateTokenizer(new TokenVocabulary(tokens.Tokens));
    }

    private PreTrainedTokenizer CreateTokenizer(TokenVocabulary vocabulary)
    {
        var added = SpecialTokenList().Select(token => new AddedToken(token, vocabulary.IdOf(token)));
        return new PreTrainedTokenizer(
            vocabulary,
            new WordPiecePipeline(vocabulary, Normalizer, SpecialTokens.UnkToken!, Prefix, LongestWord),
            SequenceTemplate.Bert(SpecialTokens.ClsToken!, SpecialTokens.SepToken!),
            SpecialTokens,
            added)
        {
            ModelMaxLength = ModelMaxLength,
        };
    }

    private List<string> SpecialTokenList()
    {
        string?[] own = [SpecialTokens.PadToken, SpecialTokens.UnkToken, SpecialTokens.ClsToken, SpecialTokens.SepToken, SpecialTokens.MaskToken];
        return own.Any(string.IsNullOrEmpty)
            ? throw new InvalidOperationException("BERT needs a padding, an unknown, a classification, a separator and a mask token: set all five in SpecialTokens.")
            : [.. own.OfType<string>().Concat(AdditionalTokens).Distinct()];
    }

    /// <summary>The distinct words and how often each occurs, ordered, so that nothing depends on hashing.</summary>
    private List<(string Word, long Count)> CountWords(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var normalized = new AlignedText();
        foreach (var text in texts)
        {
            Normalizer.Normalize(text, normalized);
            foreach (var word in BertWords.In(normalized.Characters))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, normalized.Characters[word.Start..word.End], out _)++;
            }
        }

        return [.. counts.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    private void AddAlphabet(OrderedTokens tokens, List<(string Word, long Count)> words)
    {
        var counts = new Dictionary<Rune, long>();
        foreach (var (word, count) in words)
        {
            foreach (var rune in word.EnumerateRunes())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, rune, out _) += count;
            }
        }

        var kept = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(AlphabetSize).Select(pair => pair.Key).ToHashSet();
        foreach (var rune in kept.Order())
        {
            tokens.Add(rune.ToString());
        }

        // Characters within words get their tokens in the order of their code points, too.
        var inner = words.SelectMany(pair => pair.Word.EnumerateRunes().Skip(1)).Where(kept.Contains).ToHashSet();
        foreach (var rune in inner.Order())
        {
            tokens.Add(Prefix + rune);
        }
    }

    private void Learn(OrderedTokens tokens, List<(string Word, long Count)> words)
    {
        var trainer = new PairMergeTrainer();
        foreach (var (word, count) in words)
        {
            if (Spell(word, tokens) is { Length: <= LongestWord } symbols)
            {
                trainer.AddWord(symbols, count);
            }
        }

        trainer.Train(MinFrequency, (left, right) =>
        {
            var joined = tokens[left] + tokens[right][Prefix.Length..];
            return tokens.Count < VocabularySize || tokens.Contains(joined) ? tokens.Add(joined) : null;
        });
    }

    /// <summary>A word's characters as ids; null when one is not in the alphabet.</summary>
    private static int[]? Spell(string word, OrderedTokens tokens)
    {
        var symbols = new List<int>(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            if (!tokens.TryGetId(symbols.Count == 0 ? rune.ToString() : Prefix + rune, out var id))
            {
                return null;
            }

            symbols.Add(id);
        }

        return [.. symbols];
    }
}
