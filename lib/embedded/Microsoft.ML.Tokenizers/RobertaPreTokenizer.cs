using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>
/// GPT-2's and RoBERTa's splitting: contractions, words, numbers and runs of other characters, each with the space before it.
/// </summary>
public sealed partial class RobertaPreTokenizer : PreTokenizer
{
    public static RobertaPreTokenizer Instance { get; } = new();

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) =>
        string.IsNullOrEmpty(text) ? [] : PreTokenize(text.AsSpan());

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var pieces = new List<(int, int)>();
        foreach (var match in Pieces().EnumerateMatches(text))
        {
            pieces.Add((match.Index, match.Length));
        }

        return pieces;
    }

    [GeneratedRegex(@"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Pieces();
}
