namespace Notebooks.Sessions;

/// <summary>A console reader that refuses a cell, which would wait for ever for an answer that nobody gives, and serves everybody else.</summary>
internal sealed class NoConsoleInput(TextReader console) : TextReader
{
    public override int Peek() => Reader.Peek();

    public override int Read() => Reader.Read();

    public override int Read(char[] buffer, int index, int count) => Reader.Read(buffer, index, count);

    public override string? ReadLine() => Reader.ReadLine();

    public override string ReadToEnd() => Reader.ReadToEnd();

    private TextReader Reader => SessionOutput.Current is null
        ? console
        : throw new NotSupportedException("The cell asks for input, but nobody answers while a notebook runs by itself. Put the value into a variable.");
}
