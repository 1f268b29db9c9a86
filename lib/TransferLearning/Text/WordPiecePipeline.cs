using System.Buffers;
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

    // Printable ASCII and the white space that BERT knows of the rest of it.
    private static readonly SearchValues<char> s_plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code), '\t', '\n', '\r']);
    private static readonly SearchValues<char> s_space = SearchValues.Create(" \t\n\r");

    [ThreadStatic]
    private static AlignedText? s_normalized;

    [ThreadStatic]
    private static char[]? s_lower;

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
        _words = new WordCache(model, (_, tokens) => [.. tokens.Select(token => new WordPart(token.Id, token.Offset.Start.Value, token.Offset.End.Value))]);
    }

    public BertTextNormalizer Normalizer { get; }

    public string UnknownToken { get; }

    public string ContinuingSubwordPrefix => _prefix;

    public int LongestWord => _longestWord;

    public override void Tokenize(ReadOnlySpan<char> text, int offset, TokenBuffer tokens)
    {
        while (!text.IsEmpty)
        {
            // Normalization and splitting look at no character beyond white space: stretches between are taken one by one.
            var plain = text.IndexOfAnyExcept(s_plain);
            plain = plain < 0 ? text.Length : text[..plain].LastIndexOfAny(s_space) + 1;
            TokenizePlain(text[..plain], offset, tokens);
            text = text[plain..];
            offset += plain;

            var other = text.IndexOfAny(s_space);
            other = other < 0 ? text.Length : other;
            TokenizeAny(text[..other], offset, tokens);
            text = text[other..];
            offset += other;
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

    /// <summary>Plain text has nothing to be normalized but its case, so that each character stays in its place.</summary>
    private void TokenizePlain(ReadOnlySpan<char> text, int offset, TokenBuffer tokens)
    {
        if (Normalizer.Lowercase)
        {
            text = ToLower(text);
        }

        foreach (var word in BertWords.In(text))
        {
            if (word.Length > _longestWord)
            {
                tokens.AddWord([new WordPart(_unknownId, 0, word.Length)], offset + word.Start);
            }
            else
            {
                tokens.AddWord(_words.Cut(text, word), offset + word.Start);
            }
        }
    }

    private void TokenizeAny(ReadOnlySpan<char> text, int offset, TokenBuffer tokens)
    {
        if (text.IsEmpty)
        {
            return;
        }

        var normalized = s_normalized ??= new AlignedText();
        Normalizer.Normalize(text, normalized);
        var characters = normalized.Characters;
        foreach (var word in BertWords.In(characters))
        {
            tokens.BeginWord();
            if (word.Length > _longestWord && CountRunes(characters[word.Start..word.End]) > _longestWord)
            {
                tokens.Add(_unknownId, Origin(0, word.Length));
                continue;
            }

            foreach (var part in _words.Cut(characters, word))
            {
                tokens.Add(part.Id, Origin(part.Start, part.End));
            }

            TextSpan Origin(int start, int end) => new(offset + normalized.Starts[word.Start + start], offset + normalized.Ends[word.Start + end - 1]);
        }
    }

    private static ReadOnlySpan<char> ToLower(ReadOnlySpan<char> plain)
    {
        if (s_lower is null || s_lower.Length < plain.Length)
        {
            s_lower = new char[Math.Max(256, plain.Length * 2)];
        }

        Ascii.ToLower(plain, s_lower, out var length);
        return s_lower.AsSpan(0, length);
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
