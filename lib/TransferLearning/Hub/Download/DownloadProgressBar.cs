using System.Diagnostics;
using System.Globalization;

namespace TransferLearning.Hub;

/// <summary>Shows a download as one line of text that is drawn over, or as a line for every tenth where nothing can be drawn over (a notebook, a log).</summary>
/// <param name="writer">Where the bar is drawn.</param>
/// <param name="redraw">Whether the writer is a terminal, on which a carriage return goes back to the start of the line.</param>
public sealed class DownloadProgressBar(TextWriter writer, bool redraw) : IProgress<DownloadProgress>
{
    private const int Width = 30;
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly long started = Stopwatch.GetTimestamp();
    private long drawn;
    private long? before;
    private int tenths = -1;
    private int width;

    /// <summary>A bar on standard error, so that standard output stays clean.</summary>
    public static DownloadProgressBar OnStandardError() => new(Console.Error, !Console.IsErrorRedirected);

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (gate)
        {
            before ??= value.BytesReceived;
            if (redraw) Draw(value);
            else WriteTenth(value);
        }
    }

    private void Draw(DownloadProgress value)
    {
        if (!value.IsComplete && drawn != 0 && Stopwatch.GetElapsedTime(drawn) < RedrawEvery) return;
        drawn = Stopwatch.GetTimestamp();
        var filled = (int)(value.Fraction * Width);
        var line = $"{value.Repository} [{new string('#', filled)}{new string('.', Width - filled)}] {Describe(value)}";
        writer.Write('\r' + line.PadRight(width));
        width = line.Length;
        if (value.IsComplete) writer.WriteLine();
    }

    private void WriteTenth(DownloadProgress value)
    {
        var reached = value.IsComplete ? 10 : Math.Min(9, (int)(value.Fraction * 10));
        if (reached <= tenths) return;
        tenths = reached;
        writer.WriteLine($"Downloading {value.Repository}: {Describe(value)}");
    }

    private string Describe(DownloadProgress value)
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var speed = seconds > 0 ? (value.BytesReceived - before!.Value) / seconds / 1e6 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{value.Fraction,4:P0}, {value.BytesReceived / 1e6:0.0} of {value.TotalBytes / 1e6:0.0} MB, {speed:0.0} MB/s, file {Math.Min(value.FilesDone + 1, value.Files)} of {value.Files}");
    }
}
