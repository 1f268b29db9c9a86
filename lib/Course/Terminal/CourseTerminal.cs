using Spectre.Console;

namespace Course.Terminal;

/// <summary>
/// What the commands write to: colours, tables and live progress on a terminal, plain lines anywhere else
/// (a pipe, a log of continuous integration, <c>NO_COLOR</c>). Errors go to standard error.
/// </summary>
internal sealed class CourseTerminal
{
    private const int PlainWidth = 240;

    // Kept from the start: a running notebook puts its own writers in the place of the console's.
    private readonly TextWriter _writer = Console.Out;
    private readonly IAnsiConsole _output = Create(Console.Out, Console.IsOutputRedirected);
    private readonly IAnsiConsole _error = Create(Console.Error, Console.IsErrorRedirected);
    private int _progressWidth;

    /// <summary>True where a line can be drawn over: a real terminal.</summary>
    public bool IsInteractive { get; } = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Spectre's console, for live displays.</summary>
    public IAnsiConsole Output => _output;

    public void Line(string text = "") => _writer.WriteLine(text);

    /// <summary>A line that the next call draws over where the output is a terminal, and an ordinary line elsewhere.</summary>
    public void Progress(string text)
    {
        if (!IsInteractive)
        {
            _writer.WriteLine(text);
            return;
        }

        _writer.Write('\r' + text.PadRight(_progressWidth));
        _progressWidth = text.Length;
    }

    /// <summary>Leaves the progress line behind, so that what follows starts on a line of its own.</summary>
    public void EndProgress()
    {
        if (_progressWidth == 0)
            return;
        _writer.WriteLine();
        _progressWidth = 0;
    }

    /// <summary>A line in which Spectre's markup colours words; escape anything that comes from outside.</summary>
    public void Markup(string markup) => _output.MarkupLine(markup);

    public void Error(string message) => _error.MarkupLineInterpolated($"[red]{message}[/]");

    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = IsInteractive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(new Text(heading)));
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        _output.Write(table);
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });

        // A pipe has no width: wrapping a table at 80 columns would only cut paths in two.
        if (redirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
