using System.Diagnostics;
using System.IO.Pipes;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>A process that runs cells, and the way to talk to it.</summary>
internal sealed class CellProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly MessageChannel _channel;
    private readonly RawOutput _raw;
    private readonly Action<SessionMessage> _onMessage;

    private CellProcess(Process process, NamedPipeServerStream pipe, Action<SessionMessage> onMessage)
    {
        _process = process;
        _channel = new(pipe);
        _onMessage = onMessage;
        _raw = new(process.StandardOutput, process.StandardError, text => onMessage(new CellOutputs([text])));
        Ready = pipe.WaitForConnectionAsync();
        Ended = RunAsync();
    }

    /// <summary>Ends when the process has taken up the talk.</summary>
    public Task Ready { get; }

    /// <summary>Ends with the process; its result says why.</summary>
    public Task<CellError> Ended { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="options">Which.</param>
    /// <param name="onMessage">Told what it says, by one thread at a time for messages and by others for raw output.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static CellProcess Start(ChildSessionOptions options, Action<SessionMessage> onMessage)
    {
        var pipeName = $"cells-{Guid.NewGuid():N}";
        var pipe = new NamedPipeServerStream(
            pipeName, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var process = Process.Start(new ProcessStartInfo(options.Program, [.. options.Arguments, pipeName])
        {
            WorkingDirectory = options.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"'{options.Program}' did not start.");
        process.StandardInput.Close();
        return new(process, pipe, onMessage);
    }

    public void BeginCell() => _raw.BeginCell();

    /// <summary>Says something to the process; whether it still hears it shows in <see cref="Ended"/>.</summary>
    public async Task SendAsync(SessionMessage message)
    {
        try
        {
            if (await Task.WhenAny(Ready, Ended).ConfigureAwait(false) == Ready)
                await _channel.SendAsync(message).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended, or is about to.
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Task.WhenAny(Ended, Task.Delay(Patience)).ConfigureAwait(false);
        Kill();
        await Ended.ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task<CellError> RunAsync()
    {
        var reading = ReadAsync();
        await _process.WaitForExitAsync().ConfigureAwait(false);

        // What it said last is still to be heard; programs that it started may hold its output open much longer.
        await Task.WhenAny(Task.WhenAll(reading, _raw.Ended), Task.Delay(Patience)).ConfigureAwait(false);
        return CrashReport.Describe(_process.ExitCode, _raw.Report);
    }

    private async Task ReadAsync()
    {
        try
        {
            await Ready.ConfigureAwait(false);
            while (await _channel.ReceiveAsync().ConfigureAwait(false) is { } message)
                _onMessage(message);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It never took up the talk.
        }
        catch (InvalidDataException)
        {
            Kill();
        }
    }
}
