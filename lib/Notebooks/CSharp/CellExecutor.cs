using System.Diagnostics;
using Notebooks.CSharp.Assistance;
using Notebooks.Documents;
using Notebooks.Formatting;
using Notebooks.Sessions;

namespace Notebooks.CSharp;

/// <summary>Carries out the parts of a cell, one after the other.</summary>
internal sealed class CellExecutor
{
    private readonly SessionLoadContext _loader = new();
    private readonly SessionReferenceResolver _references;
    private readonly SessionSourceResolver _sources = new();
    private readonly SubmissionCompiler _compiler;
    private readonly SubmissionRunner _runner;
    private readonly PackageRestorer _packages = new();

    public CellExecutor()
    {
        _references = new(_loader);
        _compiler = new(_references, _sources);
        _runner = new(_loader);
    }

    /// <summary>Runs a cell's text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="abort">Interrupts it.</param>
    /// <exception cref="CellFailedException">The cell has an error.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task ExecuteAsync(string source, CellPlace place, SessionOutput output, CancellationToken abort)
    {
        var clock = Stopwatch.StartNew();
        var isTimed = false;
        var parts = CellParser.Parse(source);
        await RestorePackagesAsync(parts, place, abort).ConfigureAwait(false);
        foreach (var part in parts)
        {
            abort.ThrowIfCancellationRequested();
            switch (part)
            {
                case CodePart code:
                    await RunCodeAsync(code, place, output, abort).ConfigureAwait(false);
                    break;
                case ImportPart import:
                    await ImportAsync(import, place, output, abort).ConfigureAwait(false);
                    break;
                case MarkupPart markup:
                    output.Display(markup.ToBundle());
                    break;
                case TimePart:
                    isTimed = true;
                    break;
                case VariablesPart:
                    output.Display(ValueFormatter.Format(_runner.Variables()));
                    break;
                case UnknownPart unknown:
                    throw CellFailedException.Directive(place, unknown.Line,
                        $"{unknown.Directive} is not known here. Known are {string.Join(", ", CellParser.Directives)}; cells are C#.");
            }
        }

        if (isTimed)
            output.Display(ValueFormatter.Format($"Wall time: {clock.Elapsed.TotalMilliseconds:0.0}ms"));
    }

    /// <summary>Looks at a cell without running it.</summary>
    public T Analyze<T>(string source, string folder, Func<AnalyzedCell, T> look, CancellationToken cancellationToken) =>
        _compiler.Analyze(CellParser.WithoutDirectives(source), source, folder, look, cancellationToken);

    /// <summary>Compiles, loads and shows something that a cell might hold.</summary>
    public void WarmUp()
    {
        var place = new CellPlace("warm-up", Environment.CurrentDirectory, []);
        var submission = _compiler.Compile("""Enumerable.Range(0, 3).Select(i => $"{i}").ToList().Count""", place, CancellationToken.None)!;
        _runner.Prepare(submission);
        ValueFormatter.Format(CellParser.Parse("#!time\n1").Count);
    }

    private async Task RunCodeAsync(CodePart code, CellPlace place, SessionOutput output, CancellationToken abort)
    {
        if (_compiler.Compile(code.Code, place, abort) is not { } submission)
            return;
        var run = _runner.Prepare(submission);
        try
        {
            await Interruptible.RunAsync(RunAndShowAsync, abort).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // However the interrupted code ended: it was interrupted.
            abort.ThrowIfCancellationRequested();
            throw new CellFailedException(ExceptionReport.Describe(error, place, _loader));
        }

        // Formatting calls the student's code too (a ToHtml, a lazy sequence), so it is interruptible like the cell.
        async Task<bool> RunAndShowAsync()
        {
            var value = await run().ConfigureAwait(false);
            if (submission.HasValue && value is not DisplayedValue)
                output.Result(ValueFormatter.Format(value));
            return true;
        }
    }

    private async Task ImportAsync(ImportPart import, CellPlace place, SessionOutput output, CancellationToken abort)
    {
        if (import.Path.Length == 0)
            throw CellFailedException.Directive(place, import.Line, "#!import needs a file: #!import setup.ipynb");
        var path = Path.GetFullPath(import.Path, place.Folder);
        if (!File.Exists(path))
            throw CellFailedException.Directive(place, import.Line, $"#!import {import.Path}: there is no such file beside the notebook.");
        if (place.Imports.Contains(path))
            throw CellFailedException.Directive(place, import.Line, $"#!import {import.Path}: the notebook imports itself.");

        var file = Path.GetFileName(path);
        var inner = new CellPlace(file, Path.GetDirectoryName(path)!, [.. place.Imports, path]);
        if (Path.GetExtension(path) is ".cs" or ".csx")
        {
            await ExecuteAsync(await File.ReadAllTextAsync(path, abort).ConfigureAwait(false), inner, output, abort).ConfigureAwait(false);
            return;
        }

        var document = Load(path, import, place);
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            if (cell.Kind is CellKind.Code)
                await ExecuteAsync(cell.Source, inner with { Label = $"{file} cell {i + 1}" }, output, abort).ConfigureAwait(false);
            else if (cell.Kind is CellKind.Markdown)
                output.Display(new MimeBundle(MimeBundle.Markdown, cell.Source));
        }
    }

    private static NotebookDocument Load(string path, ImportPart import, CellPlace place)
    {
        try
        {
            return NotebookDocument.Load(path);
        }
        catch (NotebookFormatException error)
        {
            throw CellFailedException.Directive(place, import.Line, $"#!import {import.Path}: {error.Message}");
        }
    }

    private async Task RestorePackagesAsync(IReadOnlyList<CellPart> parts, CellPlace place, CancellationToken cancellationToken)
    {
        foreach (var source in parts.OfType<PackageSourcePart>())
            _packages.AddSource(source.Source);
        var wanted = parts.OfType<PackagePart>().ToList();
        if (wanted.Count == 0)
            return;

        foreach (var package in wanted)
            _packages.Add(package.Id, package.Version);
        try
        {
            var restored = await _packages.RestoreAsync(place.Folder, cancellationToken).ConfigureAwait(false);
            foreach (var file in restored.Runtime)
                _loader.Register(file);
            foreach (var folder in restored.NativeFolders)
                _loader.AddFolder(folder);
            _compiler.AddReferences(restored.Compile.Select(_references.ReferenceOrHosts));
        }
        catch (PackageRestoreException error)
        {
            throw CellFailedException.Directive(place, wanted[0].Line, $"The packages could not be restored:\n{error.Message}");
        }
    }
}
