using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>Carries out the requests of the shell channel, one after the other.</summary>
internal sealed class ShellLoop(
    RequestChannel channel, Broadcaster broadcaster, CellRunner cells, AssistanceReplies assistance, CancellationTokenSource stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // How long cells that a client sent together may take to come in.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(30);

    private readonly Queue<JupyterMessage> _waiting = new();

    public void Run()
    {
        while (!stop.IsCancellationRequested)
        {
            if (_waiting.TryDequeue(out var request) || channel.TryReceive(Pause, out request))
                HandleAsync(request).GetAwaiter().GetResult();
        }
    }

    private async Task HandleAsync(JupyterMessage request)
    {
        broadcaster.Status("busy", request);
        switch (request.Type)
        {
            case "execute_request":
                await ExecuteAsync(request).ConfigureAwait(false);
                break;
            case "kernel_info_request":
                channel.Reply(request, KernelInfo.ToJson());
                break;
            case "complete_request":
                channel.Reply(request, await assistance.CompleteAsync(request).ConfigureAwait(false));
                break;
            case "inspect_request":
                channel.Reply(request, await assistance.InspectAsync(request).ConfigureAwait(false));
                break;
            case "is_complete_request":
                channel.Reply(request, await assistance.CheckCompletenessAsync(request).ConfigureAwait(false));
                break;
            case "history_request":
                channel.Reply(request, cells.History.Answer(request));
                break;
            case "comm_info_request":
                channel.Reply(request, new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() });
                break;
            case "comm_open":
                // There is nothing here to talk to; the client learns it this way.
                broadcaster.Send("comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }, request);
                break;
            case "shutdown_request":
                channel.Reply(request, new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", byDefault: false) });
                await stop.CancelAsync().ConfigureAwait(false);
                break;
        }

        broadcaster.Status("idle", request);
    }

    private async Task ExecuteAsync(JupyterMessage request)
    {
        var reply = await cells.RunAsync(request).ConfigureAwait(false);

        // After an error, the cells that were sent along with this one are not run. They are taken in before the client hears of the
        // error: what comes afterwards was sent by somebody who knows.
        var isAborting = reply["status"]!.GetValue<string>() is "error" && request.Flag("stop_on_error", byDefault: true);
        if (isAborting)
        {
            while (channel.TryReceive(Together, out var next))
                _waiting.Enqueue(next);
        }

        channel.Reply(request, reply);
        if (isAborting)
            Abort();
    }

    private void Abort()
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var request = _waiting.Dequeue();
            if (request.Type is not "execute_request")
            {
                _waiting.Enqueue(request);
                continue;
            }

            broadcaster.Status("busy", request);
            channel.Reply(request, new JsonObject { ["status"] = "aborted" });
            broadcaster.Status("idle", request);
        }
    }
}
