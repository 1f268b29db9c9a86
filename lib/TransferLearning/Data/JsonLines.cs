using System.Text.Json;

namespace TransferLearning.Data;

/// <summary>JSON lines: an object on each line, whose keys are the columns.</summary>
internal static class JsonLines
{
    /// <summary>The objects as a table with a column for each key that occurs. A key that a line lacks, or a null, is an empty field. Empty lines are left out.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="DatasetException">A line is not an object.</exception>
    public static DelimitedTable Parse(string path, string text)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var objects = new List<(int Line, Dictionary<int, string> Values)>();
        var line = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var content = text.AsMemory()[range].Trim();
            if (!content.IsEmpty) objects.Add((line, ParseLine(path, line, content, columns)));
        }

        return new DelimitedTable(
            path,
            [.. columns.Keys],
            [.. objects.Select(item => new DelimitedRow(item.Line, [.. Enumerable.Range(0, columns.Count).Select(column => item.Values.GetValueOrDefault(column, ""))]))]);
    }

    private static Dictionary<int, string> ParseLine(string path, int line, ReadOnlyMemory<char> content, Dictionary<string, int> columns)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw Wrong(path, line, content, $"found {json.RootElement.ValueKind}");
            var values = new Dictionary<int, string>();
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (!columns.TryGetValue(property.Name, out var column)) columns.Add(property.Name, column = columns.Count);
                values[column] = ValueOf(property.Value);
            }

            return values;
        }
        catch (JsonException error)
        {
            throw Wrong(path, line, content, error.Message, error);
        }
    }

    private static string ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static DatasetException Wrong(string path, int line, ReadOnlyMemory<char> content, string problem, Exception? cause = null) => new(
        path, line, $"a line of JSON lines is one object, such as {{\"text\": \"…\", \"label\": 1}}, but this one begins '{Excerpt.Of(content.ToString())}': {problem}", cause);
}
