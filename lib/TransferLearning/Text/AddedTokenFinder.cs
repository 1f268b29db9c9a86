using System.Buffers;

namespace TransferLearning.Text;

/// <summary>Finds added tokens in a text: the leftmost first, of several the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly AddedToken[] _longestFirst;
    private readonly SearchValues<string> _contents;

    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        _longestFirst = [.. tokens.OrderByDescending(token => token.Content.Length)];
        _contents = SearchValues.Create([.. _longestFirst.Select(token => token.Content)], StringComparison.Ordinal);
    }

    /// <summary>Finds the next added token.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="span">The token's stretch, with the white space that it takes along.</param>
    /// <returns>The token, or null when there is none any more.</returns>
    public AddedToken? Find(ReadOnlySpan<char> text, int from, out TextSpan span)
    {
        for (var at = from; at < text.Length; at++)
        {
            var found = text[at..].IndexOfAny(_contents);
            if (found < 0)
            {
                break;
            }

            at += found;
            foreach (var token in _longestFirst)
            {
                if (text[at..].StartsWith(token.Content, StringComparison.Ordinal) && Fits(token, text, at))
                {
                    span = Strip(token, text, from, new TextSpan(at, at + token.Content.Length));
                    return token;
                }
            }
        }

        span = default;
        return null;
    }

    private static bool Fits(AddedToken token, ReadOnlySpan<char> text, int start)
    {
        var end = start + token.Content.Length;
        return !token.SingleWord
            || ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])));
    }

    private static TextSpan Strip(AddedToken token, ReadOnlySpan<char> text, int from, TextSpan span)
    {
        var (start, end) = span;
        while (token.LeftStrip && start > from && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        while (token.RightStrip && end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return new TextSpan(start, end);
    }
}
