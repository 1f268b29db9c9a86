using System.Runtime.InteropServices;

namespace TransferLearning.Text;

/// <summary>
/// Makes a byte-level BPE vocabulary of a text, as GPT-2's and RoBERTa's were made: special tokens, the 256 bytes, then the
/// pieces that joining the most frequent neighbours gives. Every text can be spelled with it. The same texts, in the same
/// order, give the same vocabulary on every machine.
/// </summary>
public sealed record ByteLevelBpeTrainer
{
    private const int LongestWord = 256;

    /// <summary>How many tokens the vocabulary has at most, special tokens and bytes included.</summary>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>A pair of pieces that occurs less often does not become a piece.</summary>
    public int MinFrequency { get; init; } = 2;

    /// <summary>
    /// The model's special tokens. With a classification and a separator token, encodings are put together as RoBERTa's;
    /// without, as GPT-2's, which has none around a text.
    /// </summary>
    public SpecialTokens SpecialTokens { get; init; } = SpecialTokens.Roberta;

    /// <summary>More tokens that get an id and are never cut.</summary>
    public IReadOnlyList<string> AdditionalTokens { get; init; } = [];

    /// <summary>Whether a text that does not begin with a space is read as if it did.</summary>
    public bool AddPrefixSpace { get; init; }

    /// <summary>The longest encoding that the model takes, in tokens.</summary>
    public int ModelMaxLength { get; init; } = 512;

    /// <summary>Learns the vocabulary and makes a tokenizer of it.</summary>
    /// <param name="texts">The texts; read once.</param>
    /// <exception cref="ArgumentException">The vocabulary's size leaves no room for the special tokens and the bytes.</exception>
    public PreTrainedTokenizer Train(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(VocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MinFrequency);

        var tokens = new OrderedTokens(SpecialTokenList());
        foreach (var character in ByteAlphabet.Characters.ToArray().Order())
        {
            tokens.Add(character.ToString());
        }

        if (tokens.Count > VocabularySize)
        {
            throw new ArgumentException(
                $"A vocabulary of {VocabularySize} tokens has no room for the {tokens.Count} special tokens and bytes. Choose a greater VocabularySize.");
        }

        var merges = Learn(tokens, CountWords(texts));
        return CreateTokenizer(new TokenVocabulary(tokens.Tokens), merges);
    }

    private PreTrainedTokenizer CreateTokenizer(TokenVocabulary vocabulary, IReadOnlyList<string> merges)
    {
        var added = SpecialTokenList().Select(token => new AddedToken(token, vocabulary.IdOf(token)) { LeftStrip = token == SpecialTokens.MaskToken });
        var template = SpecialTokens is { ClsToken: { } cls, SepToken: { } sep } ? SequenceTemplate.Roberta(cls, sep) : SequenceTemplate.None;
        return new PreTrainedTokenizer(vocabulary, new ByteLevelBpePipeline(vocabulary, merges, AddPrefixSpace), template, SpecialTokens, added)
        {
            ModelMaxLength = ModelMaxLength,
        };
    }

    // RoBERTa's order: <s>, <pad>, </s>, <unk>, <mask>.
    private List<string> SpecialTokenList()
    {
        string?[] own =
        [
            SpecialTokens.ClsToken, SpecialTokens.PadToken, SpecialTokens.SepToken, SpecialTokens.UnkToken, SpecialTokens.MaskToken,
            SpecialTokens.BosToken, SpecialTokens.EosToken,
        ];
        return [.. own.OfType<string>().Concat(AdditionalTokens).Distinct()];
    }

    private List<(string Word, long Count)> CountWords(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            var whole = AddPrefixSpace && !text.StartsWith(' ') ? " " + text : text;
            foreach (var word in ByteLevelWords.In(whole))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, whole.AsSpan(word.Start, word.Length), out _)++;
            }
        }

        return [.. counts.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    private List<string> Learn(OrderedTokens tokens, List<(string Word, long Count)> words)
    {
        var trainer = new PairMergeTrainer();
        foreach (var (word, count) in words)
        {
            var spelled = ByteAlphabet.Spell(word);
            if (spelled.Length <= LongestWord)
            {
                trainer.AddWord([.. spelled.Select(character => tokens.IdOf(character.ToString()))], count);
            }
        }

        var merges = new List<string>();
        trainer.Train(MinFrequency, (left, right) =>
        {
            var joined = tokens[left] + tokens[right];
            if (tokens.Count == VocabularySize && !tokens.Contains(joined))
            {
                return null;
            }

            merges.Add($"{tokens[left]} {tokens[right]}");
            return tokens.Add(joined);
        });
        return merges;
    }
}
