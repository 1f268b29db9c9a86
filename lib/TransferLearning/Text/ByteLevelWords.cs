using System.Globalization;
using System.Text;

namespace TransferLearning.Text;

/// <summary>
/// GPT-2's splitting: contractions, runs of letters, of digits and of other characters, each with one space before it, and
/// what white space is left. It does what GPT-2's expression
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c> does, on whole characters and in one pass.
/// </summary>
internal ref struct ByteLevelWords
{
    private enum Kind
    {
        Letter,
        Number,
        Other,
        Space,
    }

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private ByteLevelWords(ReadOnlySpan<char> text) => _text = text;

    public TextSpan Current { get; private set; }

    /// <summary>The words of a text, from left to right; together they are the whole text.</summary>
    public static ByteLevelWords In(ReadOnlySpan<char> text) => new(text);

    public readonly ByteLevelWords GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_at == _text.Length)
        {
            return false;
        }

        var start = _at;
        _at = EndOfWord(start);
        Current = new TextSpan(start, _at);
        return true;
    }

    private readonly int EndOfWord(int start)
    {
        // Most words are ASCII letters, with or without a space before them.
        var letters = start + (_text[start] == ' ' ? 1 : 0);
        var run = AsciiRun.OfLetters(_text[letters..]);
        if (run > 0)
        {
            var afterRun = letters + run;
            return afterRun == _text.Length || char.IsAscii(_text[afterRun]) ? afterRun : EndOfRun(afterRun, Kind.Letter, out _);
        }

        if (ContractionLength(_text[start..]) is var contraction and > 0)
        {
            return start + contraction;
        }

        var at = start;
        var kind = KindAt(at, out var length);
        if (kind == Kind.Space)
        {
            var end = EndOfRun(at, Kind.Space, out var lastLength);
            if (end == _text.Length)
            {
                return end;
            }

            // A run of white space leaves its last character to what follows.
            if (end - lastLength > start)
            {
                return end - lastLength;
            }

            if (_text[start] != ' ')
            {
                return end;
            }

            at = end;
            kind = KindAt(at, out length);
        }

        return EndOfRun(at + length, kind, out _);
    }

    private readonly int EndOfRun(int at, Kind kind, out int lastLength)
    {
        lastLength = 0;
        while (at < _text.Length && KindAt(at, out var length) == kind)
        {
            at += length;
            lastLength = length;
        }

        return at;
    }

    private readonly Kind KindAt(int at, out int length)
    {
        var character = _text[at];
        length = 1;
        if (char.IsAscii(character))
        {
            return char.IsAsciiLetter(character) ? Kind.Letter
                : char.IsAsciiDigit(character) ? Kind.Number
                : char.IsWhiteSpace(character) ? Kind.Space
                : Kind.Other;
        }

        Rune.DecodeFromUtf16(_text[at..], out var rune, out length);
        return Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }

    private static int ContractionLength(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] => 3,
        ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };
}
