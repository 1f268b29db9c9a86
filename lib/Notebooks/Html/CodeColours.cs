using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Notebooks.CSharp;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>
/// The code of a notebook, coloured by Roslyn's classifier: each cell is compiled after the ones before it, with the references of the
/// notebooks that it imports, so that a type, a method and a variable look different wherever they stand. Nothing is run.
/// </summary>
public sealed partial class CodeColours
{
    private readonly Dictionary<NotebookCell, string> _html;

    private CodeColours(Dictionary<NotebookCell, string> html) => _html = html;

    /// <summary>Colours a notebook.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="folder">Where it lies: imports start there.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<CodeColours> ReadAsync(NotebookDocument document, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var workspace = new AdhocWorkspace();
        var html = new Dictionary<NotebookCell, string>();
        var references = new List<MetadataReference>(HostAssemblies.DefaultReferences);
        ProjectId? previous = null;
        foreach (var cell in document.Cells.Where(cell => cell.Kind is CellKind.Code))
        {
            foreach (var import in CellParser.Parse(cell.Source).OfType<ImportPart>())
            {
                foreach (var code in ImportedCode(Path.Combine(folder, import.Path), references))
                    previous = Submit(workspace, code, references, previous).Project.Id;
            }

            var submission = Submit(workspace, Directive().Replace(cell.Source, line => new string(' ', line.Length)), references, previous);
            var spans = await Classifier.GetClassifiedSpansAsync(submission, new TextSpan(0, cell.Source.Length), cancellationToken).ConfigureAwait(false);
            html[cell] = ToHtml(cell.Source, spans);
            previous = submission.Project.Id;
        }

        return new(html);
    }

    internal string? Find(NotebookCell cell) => _html.GetValueOrDefault(cell);

    // What an imported notebook declares; its references to assemblies hold for what follows.
    private static List<string> ImportedCode(string path, List<MetadataReference> references)
    {
        if (!File.Exists(path) || !path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
            return [];
        var sources = NotebookDocument.Load(path).Cells.Where(cell => cell.Kind is CellKind.Code).Select(cell => cell.Source).ToList();
        references.AddRange(sources.SelectMany(source => AssemblyReference().Matches(source))
            .Select(match => match.Groups["path"].Value)
            .Where(File.Exists)
            .Select(assembly => MetadataReference.CreateFromFile(assembly)));
        return [.. sources.Select(source => AssemblyReference().Replace(Directive().Replace(source, ""), ""))];
    }

    private static Document Submit(AdhocWorkspace workspace, string code, IEnumerable<MetadataReference> references, ProjectId? previous)
    {
        var name = $"Cell{workspace.CurrentSolution.ProjectIds.Count}";
        var options = new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, scriptClassName: name, usings: SubmissionCompiler.DefaultUsings, allowUnsafe: true);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, name, name, LanguageNames.CSharp,
            compilationOptions: options, parseOptions: SubmissionCompiler.ParseOptions,
            projectReferences: previous is null ? [] : [new ProjectReference(previous)],
            metadataReferences: references, isSubmission: true, hostObjectType: typeof(object)));
        return workspace.AddDocument(DocumentInfo.Create(
            DocumentId.CreateNewId(project.Id), "cell.csx", sourceCodeKind: SourceCodeKind.Script,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(code), VersionStamp.Default))));
    }

    private static string ToHtml(string code, IEnumerable<ClassifiedSpan> spans)
    {
        var html = new StringBuilder();
        var position = 0;
        var directives = Directive().Matches(code).Select(line => (line.Index, End: line.Index + line.Length, Class: (string?)"d"));
        var coloured = spans.Select(span => (Index: span.TextSpan.Start, span.TextSpan.End, Class: CssClass(span.ClassificationType)));
        foreach (var (start, end, css) in directives.Concat(coloured.Where(span => span.Class is not null)).OrderBy(span => span.Index))
        {
            if (start < position)
                continue;
            CSharpHighlighter.Append(html, code[position..start], cssClass: null);
            CSharpHighlighter.Append(html, code[start..end], css);
            position = end;
        }

        CSharpHighlighter.Append(html, code[position..], cssClass: null);
        return html.ToString();
    }

    private static string? CssClass(string classification) => classification switch
    {
        ClassificationTypeNames.Keyword or ClassificationTypeNames.ControlKeyword => "k",
        ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral or ClassificationTypeNames.StringEscapeCharacter => "s",
        ClassificationTypeNames.NumericLiteral => "n",
        ClassificationTypeNames.PreprocessorKeyword or ClassificationTypeNames.PreprocessorText => "d",
        ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => "f",
        ClassificationTypeNames.ClassName or ClassificationTypeNames.RecordClassName or ClassificationTypeNames.RecordStructName
            or ClassificationTypeNames.StructName or ClassificationTypeNames.InterfaceName or ClassificationTypeNames.EnumName
            or ClassificationTypeNames.DelegateName or ClassificationTypeNames.TypeParameterName => "t",
        _ when classification.StartsWith(ClassificationTypeNames.Comment, StringComparison.Ordinal) || classification.StartsWith("xml doc comment", StringComparison.Ordinal) => "c",
        _ => null,
    };

    [GeneratedRegex("""^[ \t]*#(?:!.*|[ri][ \t]+"nuget:.*)$""", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex("""^[ \t]*#r[ \t]+"(?<path>[^"]+)"[ \t]*$""", RegexOptions.Multiline)]
    private static partial Regex AssemblyReference();
}
