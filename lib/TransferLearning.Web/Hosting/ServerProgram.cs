using System.Runtime.InteropServices;

namespace TransferLearning.Web.Hosting;

/// <summary>A server as a process: it runs until it is told to stop, and minds the system's signals.</summary>
public static class ServerProgram
{
    /// <summary>Runs a server until <paramref name="stop"/>, SIGTERM or Ctrl-C, then finishes what it took. SIGHUP loads the model anew.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="started">Is told where it listens once the model is loaded.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="IOException">The port is taken, or a file of the model is missing.</exception>
    /// <exception cref="InvalidDataException">A file of the model is damaged.</exception>
    public static async Task RunAsync(ServerOptions options, Action<Uri> started, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(started);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        PredictionServer server;
        try
        {
            server = await PredictionServer.StartAsync(options, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        await using (server)
        {
            using var reload = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                context.Cancel = true;
                _ = server.TryReloadAsync();
            });
            started(server.Url);
            await Task.Delay(Timeout.Infinite, stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        void Stop(PosixSignalContext context)
        {
            // Not the system's sudden end: the server finishes what it took.
            context.Cancel = true;
            stopping.Cancel();
        }
    }
}
