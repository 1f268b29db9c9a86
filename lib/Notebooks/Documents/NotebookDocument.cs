using System.Text;
using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>
/// A Jupyter notebook of format 4.0 to 4.5 (<see href="https://nbformat.readthedocs.io/en/latest/format_description.html"/>).
/// Reading and writing keeps every field, also those this library does not know.
/// </summary>
public sealed class NotebookDocument
{
    private readonly JsonObject _json;
    private readonly List<NotebookCell> _cells;

    internal NotebookDocument(int formatMinor, JsonObject metadata, List<NotebookCell> cells, JsonObject json)
    {
        FormatMinor = formatMinor;
        Metadata = metadata;
        _cells = cells;
        _json = json;
    }

    /// <summary>The minor version of the format: 5 for nbformat 4.5.</summary>
    public int FormatMinor { get; }

    /// <summary>The notebook's metadata, to read and to change.</summary>
    public JsonObject Metadata { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>Makes an empty C# notebook of format 4.5 whose metadata every host understands.</summary>
    public static NotebookDocument CreateCSharp() => new(
        formatMinor: 5,
        metadata: CSharpMetadata.Create(),
        cells: [],
        json: new JsonObject { ["nbformat"] = 4, ["nbformat_minor"] = 5 });

    /// <summary>Reads a notebook from its JSON text.</summary>
    /// <exception cref="NotebookFormatException">The text is no notebook of format 4.</exception>
    public static NotebookDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return NotebookReader.Read(json);
    }

    /// <summary>Reads a notebook file: JSON, or .NET Interactive's text where the name ends in <c>.dib</c>.</summary>
    /// <exception cref="NotebookFormatException">The file holds no notebook of format 4; the message names the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NotebookDocument Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return IsDib(path) ? DibReader.Read(Encoding.UTF8.GetString(bytes)) : NotebookReader.Read(bytes);
        }
        catch (NotebookFormatException error)
        {
            throw new NotebookFormatException($"{Path.GetFileName(path)}: {error.Message}", error.CellNumber, error);
        }
    }

    /// <summary>Appends a cell.</summary>
    public void Add(NotebookCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        _cells.Add(cell);
        CellIds.Complete(this);
    }

    /// <summary>The notebook as JSON in nbformat's own layout: keys sorted, one space of indentation, a line feed at the end.</summary>
    public string ToJson()
    {
        var json = (JsonObject)_json.DeepClone();
        json["metadata"] = Metadata.DeepClone();
        json["cells"] = new JsonArray([.. _cells.Select(cell => (JsonNode)cell.ToJson())]);
        return NotebookJson.Write(json);
    }

    /// <summary>Writes the notebook to a temporary file and moves it into place.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there before is untouched.</exception>
    /// <exception cref="NotSupportedException">The name ends in <c>.dib</c>, a format that holds no outputs and is only read here.</exception>
    public void Save(string path)
    {
        if (IsDib(path))
            throw new NotSupportedException($"{Path.GetFileName(path)}: .dib files are only read. Write the notebook as .ipynb.");
        AtomicFile.WriteAllText(path, ToJson());
    }

    private static bool IsDib(string path) => Path.GetExtension(path).Equals(".dib", StringComparison.OrdinalIgnoreCase);
}
