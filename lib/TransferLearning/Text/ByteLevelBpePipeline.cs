using System.Text;
using Microsoft.ML.Tokenizers;

namespace TransferLearning.Text;

/// <summary>GPT-2's and RoBERTa's way: no normalization, GPT-2's words, byte-pair encoding of each word's UTF-8 bytes.</summary>
internal sealed class ByteLevelBpePipeline : TokenizerPipeline
{
    private readonly TokenVocabulary _vocabulary;
    private readonly WordCache _words;
    private readonly WordCache _untrimmedWords;

    [ThreadStatic]
    private static char[]? s_prefixed;

    /// <param name="vocabulary">The tokens; it has to spell every byte.</param>
    /// <param name="merges">Pairs of tokens, divided by a space, in the order in which they merge.</param>
    /// <param name="addPrefixSpace">Whether a text that does not begin with a space gets one.</param>
    /// <param name="trimOffsets">Whether offsets leave the spaces out that belong to a token.</param>
    public ByteLevelBpePipeline(TokenVocabulary vocabulary, IReadOnlyList<string> merges, bool addPrefixSpace = false, bool trimOffsets = true)
    {
        for (var value = 0; value < ByteAlphabet.Characters.Length; value++)
        {
            var character = ByteAlphabet.Characters[value];
            if (!vocabulary.TryGetId(character.ToString(), out _))
            {
                throw new InvalidDataException($"The vocabulary lacks '{character}', which spells the byte 0x{value:X2}: a byte-level vocabulary needs a token for each of the 256 bytes.");
            }
        }

        for (var i = 0; i < merges.Count; i++)
        {
            var space = merges[i].IndexOf(' ');
            foreach (var token in new[] { merges[i][..space], merges[i][(space + 1)..], merges[i].Remove(space, 1) })
            {
                if (!vocabulary.TryGetId(token, out _))
                {
                    throw new InvalidDataException($"Merge {i}, '{merges[i]}', needs the token '{token}', which is not in the vocabulary: the two are not of the same model.");
                }
            }
        }

        Merges = merges;
        AddPrefixSpace = addPrefixSpace;
        TrimOffsets = trimOffsets;
        var model = BpeTokenizer.Create(new BpeOptions(vocabulary.Tokens.Select((token, id) => KeyValuePair.Create(token, id)))
        {
            Merges = merges,
            ByteLevel = true,
        });
        _vocabulary = vocabulary;
        _words = new WordCache(model, ConvertTrimmed);
        _untrimmedWords = new WordCache(model, Convert);
    }

    public IReadOnlyList<string> Merges { get; }

    public bool AddPrefixSpace { get; }

    public bool TrimOffsets { get; }

    public override void Tokenize(ReadOnlySpan<char> text, int offset, TokenBuffer tokens)
    {
        if (text.IsEmpty)
        {
            return;
        }

        var start = offset;
        if (AddPrefixSpace && text[0] != ' ')
        {
            text = WithSpace(text);
            start--;
        }

        foreach (var word in ByteLevelWords.In(text))
        {
            if (AddPrefixSpace && word.Start == 0)
            {
                AddFirst(_untrimmedWords.Cut(text, word), start, offset, tokens);
            }
            else
            {
                tokens.AddWord(_words.Cut(text, word), start + word.Start);
            }
        }
    }

    public override string Join(IReadOnlyList<string> tokens, bool cleanUp) => ByteAlphabet.Read(tokens);

    public override TextSpan Trim(string token, TextSpan span) => Trim(token, span, isFirst: span.Start == 0);

    /// <param name="token">The token as the vocabulary spells it.</param>
    /// <param name="span">The stretch with the white space that belongs to the token.</param>
    /// <param name="isFirst">Whether it begins the text, so that its space may be one that the text does not have.</param>
    private TextSpan Trim(string token, TextSpan span, bool isFirst)
    {
        if (!TrimOffsets || !(IsSpace(token[0]) || IsSpace(token[^1])))
        {
            return span;
        }

        var (leading, trailing) = (0, 0);
        while (leading < token.Length && IsSpace(token[leading]))
        {
            leading++;
        }

        while (trailing < token.Length && IsSpace(token[^(trailing + 1)]))
        {
            trailing++;
        }

        if (AddPrefixSpace && isFirst && leading > 0)
        {
            leading--;
        }

        var start = Math.Min(span.Start + leading, span.End);
        return new TextSpan(start, Math.Max(span.End - trailing, start));
    }

    /// <summary>Adds the first word of a stretch, whose space may be one that the text does not have.</summary>
    /// <param name="parts">Its tokens.</param>
    /// <param name="start">Where it begins, one place before the stretch if its space was added.</param>
    /// <param name="offset">Where the stretch begins in the text.</param>
    /// <param name="tokens">Receives the tokens.</param>
    private void AddFirst(ReadOnlySpan<WordPart> parts, int start, int offset, TokenBuffer tokens)
    {
        tokens.BeginWord();
        foreach (var part in parts)
        {
            var span = new TextSpan(Math.Max(start + part.Start, offset), Math.Max(start + part.End, offset));
            tokens.Add(part.Id, Trim(_vocabulary.Tokens[part.Id], span));
        }
    }

    private WordPart[] ConvertTrimmed(string word, IReadOnlyList<EncodedToken> tokens)
    {
        var parts = Convert(word, tokens);
        for (var i = 0; i < parts.Length; i++)
        {
            var (start, end) = Trim(tokens[i].Value, new TextSpan(parts[i].Start, parts[i].End), isFirst: false);
            parts[i] = new WordPart(parts[i].Id, start, end);
        }

        return parts;
    }

    /// <summary>
    /// A part is a run of bytes, and its token spells one byte a character. A part that begins or ends within a character
    /// stands for the whole of it.
    /// </summary>
    private static WordPart[] Convert(string word, IReadOnlyList<EncodedToken> tokens)
    {
        var parts = new WordPart[tokens.Count];
        var (at, atByte) = (0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var (start, end) = (at, at);
            for (var left = tokens[i].Value.Length; left > 0;)
            {
                Rune.DecodeFromUtf16(word.AsSpan(at), out var rune, out var units);
                var taken = Math.Min(left, rune.Utf8SequenceLength - atByte);
                (left, atByte, end) = (left - taken, atByte + taken, at + units);
                if (atByte == rune.Utf8SequenceLength)
                {
                    (at, atByte) = (at + units, 0);
                }
            }

            parts[i] = new WordPart(tokens[i].Id, start, end);
        }

        return parts;
    }

    private static bool IsSpace(char character) => character == ByteAlphabet.Space || char.IsWhiteSpace(character);

    private static ReadOnlySpan<char> WithSpace(ReadOnlySpan<char> text)
    {
        var buffer = s_prefixed ??= new char[256];
        if (buffer.Length <= text.Length)
        {
            s_prefixed = buffer = new char[text.Length * 2];
        }

        buffer[0] = ' ';
        text.CopyTo(buffer.AsSpan(1));
        return buffer.AsSpan(0, text.Length + 1);
    }
}
