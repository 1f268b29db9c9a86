using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>One output of a code cell. It keeps the JSON that it was read from, with every field it does not know.</summary>
public sealed class CellOutput
{
    private readonly JsonObject _json;

    internal CellOutput(OutputKind kind, JsonObject json)
    {
        Kind = kind;
        _json = json;
    }

    /// <summary>What kind of output this is.</summary>
    public OutputKind Kind { get; }

    /// <summary><c>stdout</c> or <c>stderr</c> for a stream; null otherwise.</summary>
    public string? StreamName => Kind is OutputKind.Stream ? MultilineText.Read(_json["name"]) : null;

    /// <summary>The text of a stream; empty otherwise.</summary>
    public string Text => Kind is OutputKind.Stream ? MultilineText.Read(_json["text"]) ?? "" : "";

    /// <summary>The representations of a displayed value or a result; empty otherwise.</summary>
    public MimeBundle Data => _json["data"] is JsonObject data ? new(data) : new();

    /// <summary>The error's name, such as <c>System.InvalidOperationException</c>; null when this is no error.</summary>
    public string? ErrorName => Kind is OutputKind.Error ? MultilineText.Read(_json["ename"]) : null;

    /// <summary>The error's message; null when this is no error.</summary>
    public string? ErrorValue => Kind is OutputKind.Error ? MultilineText.Read(_json["evalue"]) : null;

    /// <summary>The lines of an error's traceback; empty when this is no error.</summary>
    public IReadOnlyList<string> Traceback =>
        Kind is OutputKind.Error && _json["traceback"] is JsonArray lines ? [.. lines.Select(line => line!.GetValue<string>())] : [];

    /// <summary>Makes a stream output.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">What was written.</param>
    public static CellOutput Stream(string name, string text) => new(OutputKind.Stream, new JsonObject
    {
        ["name"] = name,
        ["output_type"] = "stream",
        ["text"] = MultilineText.Write(text),
    });

    /// <summary>Makes the output of a displayed value.</summary>
    public static CellOutput Display(MimeBundle data) => new(OutputKind.DisplayData, new JsonObject
    {
        ["data"] = data.ToJson(),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    });

    /// <summary>Makes the output of a cell's last expression.</summary>
    public static CellOutput Result(MimeBundle data, int executionCount) => new(OutputKind.ExecuteResult, new JsonObject
    {
        ["data"] = data.ToJson(),
        ["execution_count"] = executionCount,
        ["metadata"] = new JsonObject(),
        ["output_type"] = "execute_result",
    });

    /// <summary>Makes an error output.</summary>
    public static CellOutput Error(string name, string value, IEnumerable<string> traceback) => new(OutputKind.Error, new JsonObject
    {
        ["ename"] = name,
        ["evalue"] = value,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    });

    internal JsonObject ToJson() => (JsonObject)_json.DeepClone();
}
