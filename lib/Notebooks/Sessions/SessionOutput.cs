using System.Threading.Channels;
using Notebooks.Documents;

namespace Notebooks.Sessions;

/// <summary>
/// Where the code of a session sends its output. It flows with the cells' own tasks and threads; code of the host, even on another
/// thread at the same time, has none. A thread that outlives its cell goes on writing, to the cell that runs then.
/// </summary>
internal sealed class SessionOutput
{
    /// <summary>How much one cell may put out, in characters. A runaway loop must fill neither the memory nor the notebook.</summary>
    public const int Limit = 16 * 1024 * 1024;

    /// <summary>What is shown in place of more.</summary>
    public static readonly string LimitNotice = $"[Output beyond {Limit:N0} characters is left out.]\n";

    private static readonly AsyncLocal<SessionOutput?> CurrentSession = new();

    // Events are queued, so that no code of the host runs on the cell's thread, which may be aborted anywhere.
    private volatile Channel<CellEvent>? _events;
    private long _written;

    private Func<InputRequest, string?>? _answerInput;

    public static SessionOutput? Current => CurrentSession.Value;

    /// <summary>Makes this the output of the calling flow and of all tasks and threads that it starts.</summary>
    public void Enter() => CurrentSession.Value = this;

    /// <summary>Begins a cell.</summary>
    /// <param name="answerInput">Answers it when it reads the console; null if nobody does.</param>
    /// <returns>The cell's events, up to <see cref="EndCell"/>.</returns>
    public IAsyncEnumerable<CellEvent> BeginCell(Func<InputRequest, string?>? answerInput)
    {
        _answerInput = answerInput;
        var events = Channel.CreateUnbounded<CellEvent>(new() { SingleReader = true });
        Interlocked.Exchange(ref _written, 0);
        _events = events;
        return events.Reader.ReadAllAsync();
    }

    /// <summary>Ends the cell. What comes before the next one begins is dropped.</summary>
    public void EndCell()
    {
        _events?.Writer.TryComplete();
        _events = null;
    }

    /// <summary>Waits for an answer to the running cell's question.</summary>
    /// <exception cref="NotSupportedException">Nobody answers.</exception>
    public string? Ask(InputRequest request) => _answerInput is { } answer
        ? answer(request)
        : throw new NotSupportedException("The cell asks for input, but nobody answers while a notebook runs by itself. Put the value into a variable.");

    public void Publish(CellEvent cellEvent, long size)
    {
        var before = Interlocked.Add(ref _written, size) - size;
        if (before > Limit)
            return;

        // An abort is never delivered inside a finally block, so the queue stays whole.
        try
        {
        }
        finally
        {
            _events?.Writer.TryWrite(before + size <= Limit
                ? cellEvent
                : new StreamWritten("stderr", LimitNotice));
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
