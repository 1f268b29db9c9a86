using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>nbformat's multi-line strings: a string, or a list of lines that each keep their line end.</summary>
internal static class MultilineText
{
    /// <summary>Joins a string or a list of strings; null when <paramref name="node"/> is neither.</summary>
    public static string? Read(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonArray lines when lines.All(IsString) => string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => null,
    };

    /// <summary>Splits after each line feed, as nbformat does before it writes.</summary>
    public static JsonArray Write(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }

    public static bool IsString(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? _);
}
