using System.Text.Json.Nodes;
using Notebooks.Sessions;

namespace Notebooks.Jupyter;

/// <summary>The channel on which the kernel asks a client for a line of text.</summary>
internal sealed class InputChannel(RequestChannel channel)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the client that sent a request, and waits.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public Task<string?> AskAsync(InputRequest question, JupyterMessage request, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            // An answer to an earlier question, whose cell was interrupted, is not the answer to this one.
            while (channel.TryReceive(TimeSpan.Zero, out _))
            {
            }

            channel.Send("input_request", new JsonObject { ["prompt"] = question.Prompt, ["password"] = question.IsPassword }, request);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (channel.TryReceive(Pause, out var reply) && reply.Type is "input_reply")
                    return reply.Text("value");
            }
        },
        cancellationToken);
}
