using System.Globalization;
using System.Text;

namespace TransferLearning.Text;

/// <summary>BERT's splitting: words are divided by white space, and each punctuation mark is a word of its own.</summary>
internal ref struct BertWords
{
    private enum Kind
    {
        Letter,
        Space,
        Mark,
    }

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private BertWords(ReadOnlySpan<char> text) => _text = text;

    public TextSpan Current { get; private set; }

    /// <summary>The words of a text, from left to right.</summary>
    public static BertWords In(ReadOnlySpan<char> text) => new(text);

    public readonly BertWords GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_at < _text.Length)
        {
            // Most words are ASCII letters and digits.
            var start = _at;
            _at += AsciiRun.OfLettersAndDigits(_text[_at..]);
            var kind = _at > start ? Kind.Letter : ReadNext();
            if (kind == Kind.Space)
            {
                continue;
            }

            if (kind == Kind.Letter)
            {
                var end = _at;
                while (_at < _text.Length && ReadNext() == Kind.Letter)
                {
                    end = _at;
                }

                _at = end;
            }

            Current = new TextSpan(start, _at);
            return true;
        }

        return false;
    }

    private Kind ReadNext()
    {
        var character = _text[_at];
        if (char.IsAscii(character))
        {
            _at++;
            return char.IsAsciiLetterOrDigit(character) ? Kind.Letter
                : character is >= '!' and <= '~' ? Kind.Mark
                : char.IsWhiteSpace(character) ? Kind.Space
                : Kind.Letter;
        }

        Rune.DecodeFromUtf16(_text[_at..], out var rune, out var length);
        _at += length;
        return Rune.IsWhiteSpace(rune) ? Kind.Space : IsPunctuation(Rune.GetUnicodeCategory(rune)) ? Kind.Mark : Kind.Letter;
    }

    private static bool IsPunctuation(UnicodeCategory category) =>
        category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
}
