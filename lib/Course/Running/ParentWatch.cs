using System.Diagnostics;
using System.Globalization;

namespace Course.Running;

/// <summary>A kernel ends when the Jupyter that started it is gone, however that happened.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    /// <summary>Gives a source that is cancelled with <paramref name="cancellation"/> or when the parent ends. Jupyter names itself in <c>JPY_PARENT_PID</c>.</summary>
    public static CancellationTokenSource Start(CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var parent) && parent > 1)
            _ = WatchAsync(parent, source);
        return source;
    }

    private static async Task WatchAsync(int parent, CancellationTokenSource source)
    {
        try
        {
            // A process that is not our child is asked for again and again: waiting for it would need rights that we may not have.
            while (IsAlive(parent))
                await Task.Delay(s_interval, source.Token);
            await source.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The kernel has ended already.
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
