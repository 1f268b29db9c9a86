using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>One cell of a notebook. It keeps the JSON that it was read from, with every field it does not know.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject _json;
    private string _source;

    internal NotebookCell(CellKind kind, string source, JsonObject metadata, List<CellOutput> outputs, JsonObject json)
    {
        Kind = kind;
        _source = source;
        Metadata = metadata;
        Outputs = outputs;
        _json = json;
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's text, lines separated by line feeds.</summary>
    public string Source
    {
        get => _source;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _source = value;
            _json["source"] = MultilineText.Write(value);
        }
    }

    /// <summary>The cell's id, unique in its notebook; null until a notebook of format 4.5 holds the cell.</summary>
    public string? Id
    {
        get => MultilineText.Read(_json["id"]);
        internal set => _json["id"] = value;
    }

    /// <summary>The cell's metadata, to read and to change.</summary>
    public JsonObject Metadata { get; }

    /// <summary>The tags in the metadata, such as <c>raises-exception</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.Where(MultilineText.IsString).Select(tag => tag!.GetValue<string>())] : [];

    /// <summary>The count of the run that made the outputs; null when the cell was not run.</summary>
    public int? ExecutionCount
    {
        get => _json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set
        {
            if (Kind is not CellKind.Code)
                throw new InvalidOperationException($"Only a code cell has an execution count; this is a {Kind} cell.");
            _json["execution_count"] = value;
        }
    }

    /// <summary>The outputs of a code cell, to read and to change; always empty in other cells.</summary>
    public IList<CellOutput> Outputs { get; }

    /// <summary>Makes a code cell that names its language the way Polyglot Notebooks expects.</summary>
    public static NotebookCell Code(string source) => Create(CellKind.Code, source, new JsonObject
    {
        ["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" },
        ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
    });

    /// <summary>Makes a Markdown cell.</summary>
    public static NotebookCell Markdown(string source) => Create(CellKind.Markdown, source, []);

    internal JsonObject ToJson()
    {
        var json = (JsonObject)_json.DeepClone();
        json["metadata"] = Metadata.DeepClone();
        if (Kind is CellKind.Code)
            json["outputs"] = new JsonArray([.. Outputs.Select(output => (JsonNode)output.ToJson())]);
        return json;
    }

    private static NotebookCell Create(CellKind kind, string source, JsonObject metadata)
    {
        ArgumentNullException.ThrowIfNull(source);
        var json = new JsonObject
        {
            ["cell_type"] = kind is CellKind.Code ? "code" : "markdown",
            ["source"] = MultilineText.Write(source),
        };
        if (kind is CellKind.Code)
            json["execution_count"] = null;
        return new(kind, source, metadata, [], json);
    }
}
