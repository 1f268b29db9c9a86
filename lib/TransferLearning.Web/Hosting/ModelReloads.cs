using TransferLearning.Web.Metrics;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Hosting;

/// <summary>Loads the model at the start, on request, and when its folder has changed.</summary>
internal sealed partial class ModelReloads(ModelStore store, ServerOptions options, ServerMetrics metrics, TimeProvider clock, ILogger<ModelReloads> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _watch = Task.CompletedTask;

    /// <summary>Waits for the first model, then watches its folder if that is asked for.</summary>
    public async Task FinishFirstAsync(FirstLoad first, CancellationToken cancellation)
    {
        await FinishAsync(first.Loading.WaitAsync(cancellation), first.Start);
        if (options.WatchInterval > TimeSpan.Zero)
            _watch = WatchAsync(first.FolderBefore, _stop.Token);
    }

    /// <summary>Loads the model anew; if that fails, the one before stays.</summary>
    public Task ReloadAsync(CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        return FinishAsync(store.LoadAsync(cancellation), start);
    }

    /// <summary>Waits for a model and tells what came of it.</summary>
    private async Task FinishAsync(Task loading, long start)
    {
        try
        {
            await loading;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            metrics.Loaded(isLoaded: false);
            Failed(options.Model, error.Message, store.IsReady ? "The model before goes on answering." : "There is none.");
            throw;
        }

        metrics.Loaded(isLoaded: true);
        Loaded(options.Model, Math.Round(clock.GetElapsedTime(start).TotalMilliseconds));
    }

    /// <summary>Ends the watch; a second time, when the server's container goes, there is nothing left to end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _watch;
        _stop.Dispose();
    }

    /// <summary>Loads anew when the folder looks different twice in the same way: once could be in the middle of a copy.</summary>
    private async Task WatchAsync(string? loaded, CancellationToken cancellation)
    {
        var last = loaded;
        using var timer = new PeriodicTimer(options.WatchInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                var now = FolderWatch.Look(options.Model);
                if (now is not null && now == last && now != loaded)
                {
                    // Whether it can be loaded or not: the same files are not tried twice.
                    loaded = now;
                    await TryReloadAsync(cancellation);
                }

                last = now;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops, and with it the watch.
        }
    }

    /// <summary>Loads the model anew; what went wrong stands in the log.</summary>
    public async Task TryReloadAsync(CancellationToken cancellation)
    {
        try
        {
            await ReloadAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            StillServing();
        }
    }

    [LoggerMessage(3, LogLevel.Information, "Loaded the model {Model} in {Milliseconds} ms.")]
    private partial void Loaded(string model, double milliseconds);

    [LoggerMessage(4, LogLevel.Error, "The model {Model} could not be loaded: {Reason} {Consequence}")]
    private partial void Failed(string model, string reason, string consequence);

    [LoggerMessage(5, LogLevel.Information, "The server goes on. Mend the folder and reload it.")]
    private partial void StillServing();
}
