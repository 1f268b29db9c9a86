using System.Diagnostics;
using System.Reflection;

namespace TransferLearning.Charts;

/// <summary>
/// Shows values in one place, each over the one before: below the running cell of a notebook, or in one line of a
/// terminal. Where neither can be drawn over, it writes a line now and then.
/// </summary>
public sealed class LiveDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);
    private readonly TextWriter _writer;
    private readonly bool _isTerminal;
    private readonly Func<object, Action<object>?>? _displayInNotebook;
    private readonly Stopwatch _sinceLine = new();
    private Action<object>? _update;
    private bool _isInNotebook;
    private int _lineWidth;
    private string? _unwritten;

    /// <summary>Finds out where the program runs.</summary>
    public LiveDisplay()
        : this(Console.Out, !Console.IsOutputRedirected, NotebookCell())
    {
    }

    internal LiveDisplay(TextWriter writer, bool isTerminal, Func<object, Action<object>?>? displayInNotebook)
    {
        _writer = writer;
        _isTerminal = isTerminal;
        _displayInNotebook = displayInNotebook;
    }

    /// <summary>Shows a value in the place of the one before.</summary>
    public void Show(IRichOutput value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_update is not null) _update(value);
        else if (!_isInNotebook && _displayInNotebook is not null) BeginInNotebook(value);
        else WriteLine(value.ToPlainText());
    }

    /// <summary>Leaves the last value where it is; what is shown next comes after it.</summary>
    public void End()
    {
        if (_unwritten is not null) _writer.WriteLine(_unwritten);
        else if (_lineWidth > 0) _writer.WriteLine();
        (_unwritten, _lineWidth, _update, _isInNotebook) = (null, 0, null, false);
        _sinceLine.Reset();
    }

    private void BeginInNotebook(IRichOutput value)
    {
        _isInNotebook = true;
        _update = _displayInNotebook!(value);
        _sinceLine.Restart();
    }

    private void WriteLine(string text)
    {
        if (_isTerminal && !_isInNotebook)
        {
            _writer.Write('\r' + text.PadRight(_lineWidth));
            _lineWidth = text.Length;
            return;
        }

        _unwritten = text;
        if (_sinceLine.IsRunning && _sinceLine.Elapsed < BetweenLines) return;
        _writer.WriteLine(text);
        _unwritten = null;
        _sinceLine.Restart();
    }

    /// <summary>
    /// What displays a value below the running cell and returns what puts another in its place; null outside a cell. The
    /// hosts declare <c>System.DisplayExtensions.Display</c>; it is found by name, so that the library needs none of them.
    /// </summary>
    private static Func<object, Action<object>?>? NotebookCell()
    {
        var type = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType("System.DisplayExtensions")).FirstOrDefault(type => type is not null);
        var display = type?.GetMethod("Display", BindingFlags.Public | BindingFlags.Static, [typeof(object), typeof(string[])]);
        if (display is null || type?.GetProperty("IsAvailable")?.GetValue(null) is false || IsOutsideInteractiveCell(type!)) return null;
        return value => UpdateOf(display.Invoke(null, [value, Array.Empty<string>()]));
    }

    /// <summary>.NET Interactive has a current context within a cell only.</summary>
    private static bool IsOutsideInteractiveCell(Type displayExtensions) =>
        displayExtensions.Assembly.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext")?.GetProperty("Current") is { } current && current.GetValue(null) is null;

    /// <summary>A host whose display cannot be updated returns nothing.</summary>
    private static Action<object>? UpdateOf(object? displayed) =>
        displayed?.GetType().GetMethod("Update", [typeof(object)]) is { } update ? value => update.Invoke(displayed, [value]) : null;
}
