using System.Threading.Channels;
using Notebooks.Documents;

namespace Notebooks.Sessions;

/// <summary>
/// Where the code of the running cell sends its output. It flows with the cell's own tasks and threads; code of the host, even on
/// another thread at the same time, has none.
/// </summary>
internal sealed class CellContext
{
    /// <summary>How much one cell may put out, in characters. A runaway loop must fill neither the memory nor the notebook.</summary>
    public const int OutputLimit = 16 * 1024 * 1024;

    private static readonly AsyncLocal<CellContext?> CurrentCell = new();

    // Events are queued, so that no code of the host runs on the cell's thread, which may be aborted anywhere.
    private readonly Channel<CellEvent> _events = Channel.CreateUnbounded<CellEvent>(new() { SingleReader = true });
    private long _written;

    public static CellContext? Current => CurrentCell.Value;

    public IAsyncEnumerable<CellEvent> Events => _events.Reader.ReadAllAsync();

    /// <summary>Makes this the context of the calling flow and of all tasks and threads that it starts.</summary>
    public void Enter() => CurrentCell.Value = this;

    /// <summary>Ends the cell. What comes later (a forgotten timer) is dropped.</summary>
    public void Close() => _events.Writer.TryComplete();

    public void Publish(CellEvent cellEvent, long size)
    {
        var before = Interlocked.Add(ref _written, size) - size;
        if (before > OutputLimit)
            return;

        // An abort is never delivered inside a finally block, so the queue stays whole.
        try
        {
        }
        finally
        {
            _events.Writer.TryWrite(before + size <= OutputLimit
                ? cellEvent
                : new StreamWritten("stderr", $"[Output beyond {OutputLimit:N0} characters is left out.]\n"));
        }
    }

    public void Write(string streamName, string text) => Publish(new StreamWritten(streamName, text), text.Length);

    public DisplayedValue Display(MimeBundle data)
    {
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"));
        Publish(new ValueDisplayed(displayed.DisplayId, data), data.Length);
        return displayed;
    }

    public void Update(DisplayedValue displayed, MimeBundle data) => Publish(new DisplayUpdated(displayed.DisplayId, data), data.Length);

    public void Result(MimeBundle data) => Publish(new ResultProduced(data), data.Length);
}
