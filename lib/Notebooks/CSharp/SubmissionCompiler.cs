using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Notebooks.CSharp.Assistance;

namespace Notebooks.CSharp;

/// <summary>Compiles cells one after the other, each seeing what the ones before it declared.</summary>
internal sealed class SubmissionCompiler
{
    /// <summary>The script dialect: statements at top level, <c>#r</c>, a last expression without a semicolon.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private static readonly EmitOptions Emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    // Help with writing a cell may be asked for while another cell is compiled.
    private readonly Lock _gate = new();

    private readonly SessionReferenceResolver _resolver;
    private readonly SessionSourceResolver _sources;
    private readonly CSharpCompilationOptions _options;
    private readonly List<MetadataReference> _references = [.. HostAssemblies.DefaultReferences];
    private readonly string _assemblyPrefix = $"Notebook-{Guid.NewGuid():N}-";
    private CSharpCompilation? _previous;
    private int _count;

    public SubmissionCompiler(SessionReferenceResolver references, SessionSourceResolver sources)
    {
        _resolver = references;
        _sources = sources;

        // Release, because lessons train models in loops of their own; line numbers come from the symbols all the same.
        _options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            usings: DefaultUsings,
            metadataReferenceResolver: references,
            sourceReferenceResolver: sources,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
    }

    /// <summary>What .NET Interactive imports, plus this library's functions for cells.</summary>
    public static IReadOnlyList<string> DefaultUsings { get; } =
    [
        "System",
        "System.Collections",
        "System.Collections.Generic",
        "System.Linq",
        "System.Text",
        "System.Threading.Tasks",
        typeof(Sessions.CellFunctions).FullName!,
    ];

    /// <summary>Adds references that later cells see.</summary>
    public void AddReferences(IEnumerable<MetadataReference> references)
    {
        lock (_gate)
            _references.AddRange(references);
    }

    /// <summary>Looks at a cell as it would be compiled now, and forgets it.</summary>
    /// <param name="code">The cell's C#.</param>
    /// <param name="source">The cell's text, of the same length.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="look">What to do with it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public T Analyze<T>(string code, string source, string folder, Func<AnalyzedCell, T> look, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _resolver.BaseFolder = _sources.BaseFolder = folder;
            var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, "cell", cancellationToken);
            var compilation = Compilation(tree, "cell", "Cell");
            return look(new(source, tree, compilation, compilation.GetSemanticModel(tree)));
        }
    }

    /// <summary>Compiles a cell.</summary>
    /// <returns>The compiled cell; null if nothing in it runs, such as a cell of usings.</returns>
    /// <exception cref="CellFailedException">It has errors.</exception>
    public CompiledSubmission? Compile(string code, CellPlace place, CancellationToken cancellationToken)
    {
        lock (_gate)
            return CompileNext(code, place, cancellationToken);
    }

    private CSharpCompilation Compilation(SyntaxTree tree, string name, string className) =>
        CSharpCompilation.CreateScriptCompilation(name, tree, _references, _options.WithScriptClassName(className), _previous, typeof(object));

    private CompiledSubmission? CompileNext(string code, CellPlace place, CancellationToken cancellationToken)
    {
        _resolver.BaseFolder = _sources.BaseFolder = place.Folder;
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, place.Label, cancellationToken);
        var name = $"{_assemblyPrefix}{_count + 1}";
        var compilation = Compilation(tree, name, $"Cell{_count + 1}");

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: Emit, cancellationToken: cancellationToken);
        if (emitted.Diagnostics.Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error))
            throw new CellFailedException(CompilationErrors.Describe(emitted.Diagnostics, place));

        _previous = compilation;
        _count++;
        if (!emitted.Success)
            return null;

        var entryPoint = compilation.GetEntryPoint(cancellationToken)
            ?? throw new InvalidOperationException($"The compiled {place.Label} has no entry point.");
        return new(
            assembly.ToArray(),
            symbols.ToArray(),
            entryPoint.ContainingType.MetadataName,
            entryPoint.MetadataName,
            HasValue(compilation, tree, cancellationToken));
    }

    // A last expression without a semicolon is the cell's value, unless its type is void.
    private static bool HasValue(CSharpCompilation compilation, SyntaxTree tree, CancellationToken cancellationToken) =>
        tree.GetCompilationUnitRoot(cancellationToken).Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement,
        }
        && compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression, cancellationToken).Type?.SpecialType
            is not SpecialType.System_Void;
}

/// <summary>A compiled cell.</summary>
/// <param name="Assembly">The assembly's bytes.</param>
/// <param name="Symbols">The symbols' bytes, a portable PDB.</param>
/// <param name="TypeName">The type that holds the entry point.</param>
/// <param name="MethodName">The entry point.</param>
/// <param name="HasValue">Whether the cell ends in an expression whose value is to be shown.</param>
internal sealed record CompiledSubmission(byte[] Assembly, byte[] Symbols, string TypeName, string MethodName, bool HasValue);
