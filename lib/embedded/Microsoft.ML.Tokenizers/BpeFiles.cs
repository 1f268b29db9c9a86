using System.Text.Json;

namespace Microsoft.ML.Tokenizers;

/// <summary>Reads <c>vocab.json</c> and <c>merges.txt</c>.</summary>
internal static class BpeFiles
{
    public static Dictionary<string, int> ReadVocabulary(Stream stream) =>
        Checked(JsonSerializer.Deserialize<Dictionary<string, int>>(stream));

    public static async Task<Dictionary<string, int>> ReadVocabularyAsync(Stream stream) =>
        Checked(await JsonSerializer.DeserializeAsync<Dictionary<string, int>>(stream).ConfigureAwait(false));

    /// <summary>The lines that are neither empty nor the version line.</summary>
    public static List<string> ReadMerges(TextReader reader)
    {
        var merges = new List<string>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))
            {
                merges.Add(IsPair(line) ? line : throw new InvalidOperationException($"Line {number} of the merges, '{line}', is not two tokens with one space between."));
            }
        }

        return merges;
    }

    public static bool IsPair(string line) =>
        line.IndexOf(' ') is var space && space >= 0 && space < line.Length - 1 && line.IndexOf(' ', space + 1) < 0;

    private static Dictionary<string, int> Checked(Dictionary<string, int>? vocabulary) =>
        vocabulary ?? throw new InvalidOperationException("The vocabulary is not a JSON object from token to id, it is null.");
}
