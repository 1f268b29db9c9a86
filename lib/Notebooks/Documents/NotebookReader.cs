using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>Reads notebook JSON into the document model and says precisely what is wrong with what is no notebook.</summary>
internal static class NotebookReader
{
    // A notebook itself is 5 levels deep; JSON outputs and foreign metadata may be deeper. Beyond this it is an attack on the stack.
    private const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static NotebookDocument Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static NotebookDocument Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];

        var root = ParseRoot(utf8);
        CheckVersion(root, out var minor);

        var metadata = TakeObject(root, "metadata", "the notebook", cell: null);
        if (Take(root, "cells") is not JsonArray cellNodes)
            throw new NotebookFormatException("The notebook has no list named \"cells\".");

        var cells = new List<NotebookCell>(cellNodes.Count);
        foreach (var node in cellNodes.ToArray())
        {
            cellNodes.Remove(node);
            cells.Add(ReadCell(node, number: cells.Count + 1));
        }

        CheckIds(cells);
        var document = new NotebookDocument(minor, metadata, cells, root);
        CellIds.Complete(document);
        return document;
    }

    private static JsonObject ParseRoot(ReadOnlySpan<byte> utf8)
    {
        try
        {
            CheckTexts(utf8);
            var node = JsonNode.Parse(utf8, documentOptions: Options);
            return node as JsonObject
                ?? throw new NotebookFormatException($"A notebook is a JSON object; this file holds {Describe(node)}.");
        }
        catch (JsonException error)
        {
            var line = error.LineNumber + 1;
            throw new NotebookFormatException(
                line is null ? $"Not valid JSON: {error.Message}" : $"Not valid JSON, line {line}: {error.Message}", innerException: error);
        }
    }

    // The parser takes an escaped half of a surrogate pair, and throws only when the text is asked for. Better now, with the line.
    private static void CheckTexts(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException error)
            {
                var line = 1 + utf8[..(int)reader.TokenStartIndex].Count((byte)'\n');
                throw new NotebookFormatException($"Not valid JSON, line {line}: a text holds half of a character (\\ud800 to \\udfff alone).", innerException: error);
            }
        }
    }

    private static void CheckVersion(JsonObject root, out int minor)
    {
        if (ReadInteger(root["nbformat"]) is not { } major)
            throw new NotebookFormatException("The notebook does not say its format (\"nbformat\"). Is this an .ipynb file?");
        if (major != 4)
            throw new NotebookFormatException($"The notebook has format {major}; only format 4 is read. Convert it with `jupyter nbconvert --to notebook`.");
        if (ReadInteger(root["nbformat_minor"]) is not (>= 0 and var number))
            throw new NotebookFormatException($"\"nbformat_minor\" is {Describe(root["nbformat_minor"])}; it must be a number from 0.");
        minor = number;
    }

    private static NotebookCell ReadCell(JsonNode? node, int number)
    {
        if (node is not JsonObject json)
            throw new NotebookFormatException($"Cell {number} is {Describe(node)}; it must be an object.", number);

        CellKind kind = MultilineText.Read(json["cell_type"]) switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            _ => throw new NotebookFormatException(
                $"Cell {number}: \"cell_type\" is {Describe(json["cell_type"])}; it must be \"code\", \"markdown\" or \"raw\".", number),
        };

        var source = MultilineText.Read(json["source"]) ?? throw new NotebookFormatException(
            $"Cell {number}: \"source\" is {Describe(json["source"])}; it must be a string or a list of strings.", number);
        json["source"] = MultilineText.Write(source);
        if (json.ContainsKey("id") && !IsCellId(MultilineText.Read(json["id"])))
            throw new NotebookFormatException(
                $"Cell {number}: \"id\" is {Describe(json["id"])}; it must be 1 to 64 letters, digits, hyphens or underscores.", number);

        var metadata = TakeObject(json, "metadata", $"Cell {number}", number);
        var outputs = kind is CellKind.Code ? ReadCode(json, number) : [];
        return new(kind, source, metadata, outputs, json);
    }

    private static List<CellOutput> ReadCode(JsonObject json, int number)
    {
        if (json["execution_count"] is { } count && ReadInteger(count) is null)
            throw new NotebookFormatException($"Cell {number}: \"execution_count\" is {Describe(count)}; it must be a number or null.", number);
        if (!json.ContainsKey("execution_count"))
            json["execution_count"] = null;

        var nodes = Take(json, "outputs") switch
        {
            null => [],
            JsonArray array => array,
            var other => throw new NotebookFormatException($"Cell {number}: \"outputs\" is {Describe(other)}; it must be a list.", number),
        };

        var outputs = new List<CellOutput>(nodes.Count);
        foreach (var node in nodes.ToArray())
        {
            nodes.Remove(node);
            outputs.Add(OutputReader.Read(node, $"Cell {number}, output {outputs.Count + 1}", number));
        }

        return outputs;
    }

    private static void CheckIds(List<NotebookCell> cells)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Id is { } id && !numbers.TryAdd(id, i + 1))
                throw new NotebookFormatException($"Cells {numbers[id]} and {i + 1} have the same id \"{id}\"; remove one of the two ids.", i + 1);
        }
    }

    private static bool IsCellId(string? id) =>
        id is { Length: >= 1 and <= 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static JsonObject TakeObject(JsonObject json, string name, string owner, int? cell) => Take(json, name) switch
    {
        null => [],
        JsonObject value => value,
        var other => throw new NotebookFormatException($"{owner}: \"{name}\" is {Describe(other)}; it must be an object.", cell),
    };

    private static JsonNode? Take(JsonObject json, string name)
    {
        json.Remove(name, out var value);
        return value;
    }

    private static int? ReadInteger(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    /// <summary>A short description of a value for an error message.</summary>
    internal static string Describe(JsonNode? node)
    {
        const int limit = 40;
        if (node is null)
            return "missing or null";
        if (node is JsonObject)
            return "an object";
        if (node is JsonArray)
            return "a list";
        var text = node.ToJsonString();
        return text.Length <= limit ? text : $"{text[..limit]}…";
    }
}
