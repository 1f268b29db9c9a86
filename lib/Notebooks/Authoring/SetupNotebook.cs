using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>
/// The generated notebook that every lesson imports first: it references this clone's assemblies by their absolute paths and imports
/// their namespaces. Relative paths would do in .NET Interactive but not in other hosts.
/// </summary>
/// <param name="Assemblies">The assemblies to reference; they must exist.</param>
/// <param name="Usings">The namespaces to import; <c>static Some.Type</c> and <c>A = Some.Type</c> are allowed too.</param>
/// <param name="RootPath">The folder that lessons resolve their paths from.</param>
/// <param name="RootVariable">The variable that holds <paramref name="RootPath"/> in every lesson.</param>
public sealed record SetupNotebook(
    IReadOnlyList<string> Assemblies, IReadOnlyList<string> Usings, string RootPath, string RootVariable = "courseRoot")
{
    /// <summary>Writes the notebook to a temporary file and moves it into place.</summary>
    /// <exception cref="FileNotFoundException">An assembly is missing.</exception>
    public void Save(string path) => ToDocument().Save(path);

    /// <summary>Makes the notebook. Every cell is a code cell and names its kernel, which Polyglot's <c>#!import</c> insists on.</summary>
    /// <exception cref="FileNotFoundException">An assembly is missing.</exception>
    public NotebookDocument ToDocument()
    {
        var references = Assemblies.Select(Path.GetFullPath).ToList();
        if (references.Find(path => !File.Exists(path)) is { } missing)
            throw new FileNotFoundException($"The assembly {missing} does not exist. Build the project that makes it first.", missing);

        var document = NotebookDocument.CreateCSharp();
        AddLines(document, references.Select(path => $"#r \"{path}\""));
        AddLines(document, Usings.Select(name => $"using {name};"));
        document.Add(NotebookCell.Code($"var {RootVariable} = {Literal(Path.GetFullPath(RootPath))};"));
        return document;
    }

    private static void AddLines(NotebookDocument document, IEnumerable<string> lines)
    {
        var source = string.Join('\n', lines);
        if (source.Length > 0)
            document.Add(NotebookCell.Code(source));
    }

    // A verbatim string, because Windows paths hold backslashes.
    private static string Literal(string path) => $"@\"{path.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
