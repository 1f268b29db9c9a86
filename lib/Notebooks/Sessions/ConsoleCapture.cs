using System.Text;

namespace Notebooks.Sessions;

/// <summary>A console writer that gives a cell's text to the cell and everybody else's to the real console.</summary>
internal sealed class ConsoleCapture : TextWriter
{
    private static readonly Lock Gate = new();
    private static bool s_installed;

    private readonly TextWriter _console;
    private readonly string _streamName;

    private ConsoleCapture(TextWriter console, string streamName)
    {
        _console = console;
        _streamName = streamName;
    }

    public override Encoding Encoding => _console.Encoding;

    /// <summary>Puts the capture in front of the process's console, once. Text of no cell passes through unchanged.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (s_installed)
                return;
            Console.SetOut(new ConsoleCapture(Console.Out, "stdout"));
            Console.SetError(new ConsoleCapture(Console.Error, "stderr"));
            Console.SetIn(new CellConsoleInput(Console.In));
            s_installed = true;
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (SessionOutput.Current is { } cell)
            cell.Write(_streamName, value);
        else
            _console.Write(value);
    }

    // One event a line: the base class would write the line end apart, and another thread's text could come between.
    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override void WriteLine() => Write(Environment.NewLine);

    public override void Flush() => _console.Flush();
}
