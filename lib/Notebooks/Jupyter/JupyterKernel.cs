using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Sessions;

namespace Notebooks.Jupyter;

/// <summary>
/// A Jupyter kernel, protocol 5.3 (<see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html"/>). It listens on this
/// machine only, and to messages signed with the connection's key only. Each channel has a thread of its own, so that a running cell
/// keeps neither the heartbeat nor an interrupt waiting.
/// </summary>
public sealed class JupyterKernel : IAsyncDisposable
{
    private const long LargestMessage = 256L * 1024 * 1024;

    // What a client that reads slowly may lag behind.
    private const int MostBroadcasts = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly RouterSocket _shellSocket = new();
    private readonly RouterSocket _controlSocket = new();
    private readonly RouterSocket _stdinSocket = new();
    private readonly PublisherSocket _publisher = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Broadcaster _broadcaster;
    private readonly CellRunner _cells;
    private readonly RequestChannel _control;
    private readonly ShellLoop _shell;

    private JupyterKernel(ConnectionInfo connection, INotebookSession session)
    {
        foreach (var socket in (NetMQSocket[])[_shellSocket, _controlSocket, _stdinSocket, _publisher, _heartbeat])
        {
            socket.Options.MaxMsgSize = LargestMessage;
            socket.Options.Linger = Linger;
        }

        _publisher.Options.SendHighWatermark = MostBroadcasts;
        var codec = new MessageCodec(connection.Key);
        _broadcaster = new(_publisher, codec);
        _control = new(_controlSocket, codec, "control");
        _cells = new(session, _broadcaster, new(new(_stdinSocket, codec, "stdin")), _stop.Token);
        _shell = new(new(_shellSocket, codec, "shell"), _broadcaster, _cells, new(session), _stop);

        _shellSocket.Bind(connection.Address(connection.Shell));
        _controlSocket.Bind(connection.Address(connection.Control));
        _stdinSocket.Bind(connection.Address(connection.Stdin));
        _publisher.Bind(connection.Address(connection.IOPub));
        _heartbeat.Bind(connection.Address(connection.Heartbeat));
    }

    /// <summary>Serves the clients of a connection file until one of them asks for the end.</summary>
    /// <param name="connectionFile">The file, made by Jupyter.</param>
    /// <param name="startSession">Starts the session that runs the cells.</param>
    /// <param name="cancellationToken">Ends the kernel.</param>
    /// <exception cref="JupyterException">The file is none, or asks for what this kernel must not do.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="NetMQException">A port cannot be listened at.</exception>
    public static async Task RunAsync(string connectionFile, Func<INotebookSession> startSession, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(startSession);
        var connection = ConnectionInfo.Load(connectionFile);
        var session = startSession();
        await using var _ = session.ConfigureAwait(false);
        var kernel = new JupyterKernel(connection, session);
        await using var __ = kernel.ConfigureAwait(false);
        using var registration = cancellationToken.UnsafeRegister(_ => kernel._stop.Cancel(), null);
        await kernel.ServeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _broadcaster.Dispose();
        foreach (var socket in (NetMQSocket[])[_shellSocket, _controlSocket, _stdinSocket, _publisher, _heartbeat])
            socket.Dispose();
        NetMQConfig.Cleanup(block: true);
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync()
    {
        _broadcaster.Status("starting", parent: null);
        await Task.WhenAll(
            OnThread("heartbeat", BeatHeart),
            OnThread("control", Control),
            OnThread("shell", () => _shell.Run())).ConfigureAwait(false);
    }

    private void BeatHeart()
    {
        NetMQMessage? beat = null;
        while (!_stop.IsCancellationRequested)
        {
            if (_heartbeat.TryReceiveMultipartMessage(Pause, ref beat))
                _heartbeat.SendMultipartMessage(beat);
        }
    }

    private void Control()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (!_control.TryReceive(Pause, out var request))
                continue;
            _broadcaster.Status("busy", request);
            switch (request.Type)
            {
                case "kernel_info_request":
                    _control.Reply(request, KernelInfo.ToJson());
                    break;
                case "interrupt_request":
                    _cells.Interrupt();
                    _control.Reply(request, new JsonObject { ["status"] = "ok" });
                    break;
                case "shutdown_request":
                    var reply = new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", byDefault: false) };
                    _broadcaster.Send("shutdown_reply", (JsonObject)reply.DeepClone(), request);
                    _control.Reply(request, reply);
                    break;
            }

            _broadcaster.Status("idle", request);
            if (request.Type is "shutdown_request")
                _stop.Cancel();
        }
    }

    // A thread, because these wait all their lives.
    private static Task OnThread(string name, Action run)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                run();
                ended.SetResult();
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
        })
        { IsBackground = true, Name = $"Jupyter {name}" };
        thread.Start();
        return ended.Task;
    }
}
