using System.Text;
using Microsoft.ML.Tokenizers;

namespace TransferLearning.Text;

/// <summary>BERT's way: normalize, split at white space and around punctuation, cut each word by WordPiece.</summary>
internal sealed class WordPiecePipeline : TokenizerPipeline
{
    // No word of more characters is cut; each is at most two UTF-16 units.
    private readonly int _longestWord;
    private readonly WordCache _words;
    private readonly int _unknownId;
    private readonly string _prefix;

    [ThreadStatic]
    private static AlignedText? s_normalized;

    public WordPiecePipeline(TokenVocabulary vocabulary, BertTextNormalizer normalizer, string unknownToken, string prefix = "##", int longestWord = 100)
    {
        Normalizer = normalizer;
        _prefix = prefix;
        _longestWord = longestWord;
        _unknownId = vocabulary.IdOf(unknownToken);
        UnknownToken = unknownToken;
        if (vocabulary.Tokens.FirstOrDefault(token => token.AsSpan().ContainsAny('\r', '\n')) is { } broken)
        {
            throw new InvalidDataException($"The vocabulary has a token with a line break in it, id {vocabulary.IdOf(broken)}: WordPiece vocabularies are written a token a line.");
        }

        using var lines = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Tokens)));
        var model = WordPieceTokenizer.Create(lines, new WordPieceOptions
        {
            UnknownToken = unknownToken,
            ContinuingSubwordPrefix = prefix,
            MaxInputCharsPerWord = 2 * longestWord,
        });
        _words = new WordCache(model, (_, tokens) => new WordPieces(
            [.. tokens.Select(token => token.Id)],
            [.. tokens.Select(token => token.Offset.Start.Value)],
            [.. tokens.Select(token => token.Offset.End.Value)]));
    }

    public BertTextNormalizer Normalizer { get; }

    public string UnknownToken { get; }

    public string ContinuingSubwordPrefix => _prefix;

    public int LongestWord => _longestWord;

    public override void Tokenize(ReadOnlySpan<char> text, int offset, TokenBuffer tokens)
    {
        var normalized = s_normalized ??= new AlignedText();
        Normalizer.Normalize(text, normalized);
        var characters = normalized.Characters;
        foreach (var word in BertWords.In(characters))
        {
            tokens.BeginWord();
            var (start, end) = (word.Start, word.End);
            if (end - start > _longestWord && CountRunes(characters[start..end]) > _longestWord)
            {
                tokens.Add(_unknownId, offset + normalized.Starts[start], offset + normalized.Ends[end - 1]);
                continue;
            }

            var pieces = _words.Cut(characters[start..end]);
            for (var i = 0; i < pieces.Ids.Length; i++)
            {
                tokens.Add(pieces.Ids[i], offset + normalized.Starts[start + pieces.Starts[i]], offset + normalized.Ends[start + pieces.Ends[i] - 1]);
            }
        }
    }

    public override string Join(IReadOnlyList<string> tokens, bool cleanUp)
    {
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            var part = i switch
            {
                0 => tokens[i],
                _ when tokens[i].StartsWith(_prefix, StringComparison.Ordinal) => tokens[i][_prefix.Length..],
                _ => " " + tokens[i],
            };
            text.Append(cleanUp ? CleanUp(part) : part);
        }

        return text.ToString();
    }

    /// <summary>Takes back the spaces before punctuation and contractions, each token for itself, as Hugging Face's library does.</summary>
    private static string CleanUp(string part) => part
        .Replace(" .", ".").Replace(" ?", "?").Replace(" !", "!").Replace(" ,", ",")
        .Replace(" ' ", "'").Replace(" n't", "n't").Replace(" 'm", "'m").Replace(" do not", " don't")
        .Replace(" 's", "'s").Replace(" 've", "'ve").Replace(" 're", "'re");

    private static int CountRunes(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var _ in word.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
