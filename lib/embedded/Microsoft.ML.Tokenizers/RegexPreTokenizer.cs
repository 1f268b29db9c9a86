using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>The pieces are the matches of an expression; special tokens stay whole.</summary>
public sealed class RegexPreTokenizer : PreTokenizer
{
    private readonly Regex _pieces;
    private readonly Regex? _specialTokens;

    public RegexPreTokenizer(Regex regex, IReadOnlyDictionary<string, int>? specialTokens)
    {
        ArgumentNullException.ThrowIfNull(regex);
        _pieces = regex;
        if (specialTokens is { Count: > 0 })
        {
            _specialTokens = new Regex(string.Join('|', specialTokens.Keys.Select(Regex.Escape)), RegexOptions.Compiled);
        }
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) =>
        string.IsNullOrEmpty(text) ? [] : PreTokenize(text.AsSpan());

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var pieces = new List<(int, int)>();
        var start = 0;
        if (_specialTokens is not null)
        {
            foreach (var special in _specialTokens.EnumerateMatches(text))
            {
                AddMatches(text[start..special.Index], start, pieces);
                pieces.Add((special.Index, special.Length));
                start = special.Index + special.Length;
            }
        }

        AddMatches(text[start..], start, pieces);
        return pieces;
    }

    private void AddMatches(ReadOnlySpan<char> text, int offset, List<(int, int)> pieces)
    {
        foreach (var match in _pieces.EnumerateMatches(text))
        {
            pieces.Add((offset + match.Index, match.Length));
        }
    }
}
