using System.Text;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>
/// What reaches a process's real standard output and error, past the cells' console: native libraries, programs that a cell starts,
/// and the runtime's last words.
/// </summary>
internal sealed class RawOutput
{
    private const int ReportLimit = 64 * 1024;

    private static readonly string[] LastWords = ["Stack overflow.", "Unhandled exception.", "Process terminated.", "Fatal error.", "Out of memory."];

    private readonly StringBuilder _report = new();
    private readonly Action<StreamWritten> _onText;
    private long _written;

    public RawOutput(StreamReader output, StreamReader error, Action<StreamWritten> onText)
    {
        _onText = onText;
        Ended = Task.WhenAll(PumpAsync(output, "stdout"), PumpAsync(error, "stderr"));
    }

    /// <summary>Ends when nobody can write any more: this process and those that it started are gone.</summary>
    public Task Ended { get; }

    /// <summary>What the runtime said when it gave up.</summary>
    public string Report
    {
        get
        {
            lock (_report)
                return _report.ToString();
        }
    }

    /// <summary>A new cell may put out as much as any.</summary>
    public void BeginCell() => Interlocked.Exchange(ref _written, 0);

    private async Task PumpAsync(StreamReader reader, string streamName)
    {
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
        {
            var text = new string(buffer, 0, count);
            if (streamName is "stderr" && IsReport(ref text))
                continue;

            // Read to the end all the same: a full pipe would stop the process.
            var before = Interlocked.Add(ref _written, count) - count;
            if (before <= SessionOutput.Limit)
                _onText(new(streamName, before + count <= SessionOutput.Limit ? text : SessionOutput.LimitNotice));
        }
    }

    // From the first of the runtime's last words on, everything belongs to its report.
    private bool IsReport(ref string text)
    {
        lock (_report)
        {
            var seen = text;
            var at = _report.Length > 0 ? 0 : LastWords.Select(words => seen.IndexOf(words, StringComparison.Ordinal)).Where(at => at == 0 || (at > 0 && seen[at - 1] == '\n')).DefaultIfEmpty(-1).Min();
            if (at < 0)
                return false;
            _report.Append(text, at, Math.Min(text.Length - at, Math.Max(0, ReportLimit - _report.Length)));
            text = text[..at];
            return at == 0;
        }
    }
}
