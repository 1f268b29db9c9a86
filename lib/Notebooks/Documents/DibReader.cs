using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>
/// Reads .NET Interactive's <c>.dib</c> files: text in which a line such as <c>#!csharp</c> or <c>#!markdown</c> begins a cell.
/// </summary>
internal static class DibReader
{
    private const string CSharp = "csharp";

    private static readonly string[] KnownLanguages =
        [CSharp, "c#", "C#", "fsharp", "f#", "F#", "pwsh", "powershell", "javascript", "js", "html", "markdown", "mermaid", "sql", "kql", "http", "value", "razor"];

    public static NotebookDocument Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        var (languages, current) = (new HashSet<string>(KnownLanguages, StringComparer.Ordinal), CSharp);
        var document = NotebookDocument.CreateCSharp();
        var cell = new List<string>();
        for (var i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && LanguageOf(lines[i], languages) is null)
            {
                cell.Add(lines[i]);
                continue;
            }

            if (current is "meta")
                ReadMetadata(string.Join('\n', cell), languages);
            else if (Cell(current, string.Join('\n', cell).Trim('\n', ' ', '\t')) is { } made)
                document.Add(made);
            cell.Clear();
            current = i < lines.Length ? LanguageOf(lines[i], languages)! : current;
        }

        return document;
    }

    // Other lines that begin with #! are commands within a cell.
    private static string? LanguageOf(string line, HashSet<string> languages) =>
        line.StartsWith("#!", StringComparison.Ordinal) && line[2..].TrimEnd() is var word && (word is "meta" || languages.Contains(word)) ? word : null;

    private static NotebookCell? Cell(string language, string source) => language switch
    {
        _ when source.Length == 0 => null,
        "markdown" => NotebookCell.Markdown(source),
        CSharp or "c#" or "C#" => NotebookCell.Code(source),

        // In a C# notebook the cell says itself what it is.
        _ => NotebookCell.Code($"#!{language}\n{source}"),
    };

    // Names the notebook's own kernels, which begin cells too.
    private static void ReadMetadata(string json, HashSet<string> languages)
    {
        try
        {
            if (JsonNode.Parse(json)?["kernelInfo"]?["items"] is not JsonArray items)
                return;
            foreach (var item in items)
            {
                if (item?["name"] is JsonValue name && name.TryGetValue(out string? text))
                    languages.Add(text);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new NotebookFormatException($"The #!meta cell holds no JSON object: {error.Message}", innerException: error);
        }
    }
}
