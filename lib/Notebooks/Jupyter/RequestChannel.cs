using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Jupyter;

/// <summary>A channel on which clients ask and the kernel answers. Only what the key's owner signed comes through.</summary>
internal sealed class RequestChannel(RouterSocket socket, MessageCodec codec, string name)
{
    /// <summary>Waits for the next message.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when none came that is to be listened to.</returns>
    public bool TryReceive(TimeSpan timeout, [NotNullWhen(true)] out JupyterMessage? message)
    {
        message = null;
        NetMQMessage? frames = null;
        if (!socket.TryReceiveMultipartMessage(timeout, ref frames))
            return false;
        if (codec.TryRead(frames, out message, out var refusal))
            return true;
        Console.Error.WriteLine($"Refused a message on the {name} channel. {refusal}");
        return false;
    }

    /// <summary>Whether another message is there already.</summary>
    public bool HasMore => socket.HasIn;

    public void Send(string type, JsonObject content, JupyterMessage to) => socket.SendMultipartMessage(codec.Write(type, content, to, to.Identities));

    /// <summary>Answers a request: <c>x_request</c> with <c>x_reply</c>.</summary>
    public void Reply(JupyterMessage request, JsonObject content) => Send(request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content, request);
}
