namespace Notebooks.Sessions;

/// <summary>
/// A console reader that asks whoever answers a cell for lines, and refuses a cell that nobody answers, which would wait for ever.
/// Code of no cell reads the real console.
/// </summary>
internal sealed class CellConsoleInput(TextReader console) : TextReader
{
    // What is left of the last answer, for those who read it piece by piece.
    private readonly AsyncLocal<StringReader?> _line = new();

    public override int Peek() => SessionOutput.Current is { } cell ? CurrentLine(cell)?.Peek() ?? -1 : console.Peek();

    public override int Read() => SessionOutput.Current is { } cell ? CurrentLine(cell)?.Read() ?? -1 : console.Read();

    public override string? ReadLine()
    {
        if (SessionOutput.Current is not { } cell)
            return console.ReadLine();
        var rest = _line.Value;
        _line.Value = null;
        return rest is { } && rest.Peek() >= 0 ? rest.ReadLine() : cell.Ask(new InputRequest("", IsPassword: false));
    }

    private StringReader? CurrentLine(SessionOutput cell)
    {
        if (_line.Value is { } line && line.Peek() >= 0)
            return line;
        var answer = cell.Ask(new InputRequest("", IsPassword: false));
        return _line.Value = answer is null ? null : new StringReader(answer + Environment.NewLine);
    }
}
