using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NetMQ;

/// <summary>Receives whole messages.</summary>
public static class ReceivingSocketExtensions
{
    /// <summary>Waits for one part.</summary>
    public static byte[] ReceiveFrameBytes(this IReceivingSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var msg = new Msg();
        socket.TryReceive(ref msg, Timeout.InfiniteTimeSpan);
        return msg.Detach();
    }

    /// <summary>Waits for one part and reads it as UTF-8.</summary>
    public static string ReceiveFrameString(this IReceivingSocket socket) => Encoding.UTF8.GetString(socket.ReceiveFrameBytes());

    /// <summary>Receives one part as UTF-8 if it comes in time.</summary>
    /// <returns>Whether it came.</returns>
    public static bool TryReceiveFrameString(this IReceivingSocket socket, TimeSpan timeout, [NotNullWhen(true)] out string? frameString)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var msg = new Msg();
        frameString = socket.TryReceive(ref msg, timeout) ? Encoding.UTF8.GetString(msg.Slice()) : null;
        return frameString is not null;
    }

    /// <summary>Waits for all parts of a message.</summary>
    public static NetMQMessage ReceiveMultipartMessage(this IReceivingSocket socket, int expectedFrameCount = 4)
    {
        NetMQMessage? message = null;
        socket.TryReceiveMultipartMessage(Timeout.InfiniteTimeSpan, ref message, expectedFrameCount);
        return message!;
    }

    /// <summary>Receives all parts of a message if it comes in time.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="message">Emptied, or made if it is null, and filled.</param>
    /// <param name="expectedFrameCount">How many parts to make room for.</param>
    /// <returns>Whether it came.</returns>
    public static bool TryReceiveMultipartMessage(
        this IReceivingSocket socket, TimeSpan timeout, [NotNullWhen(true)] ref NetMQMessage? message, int expectedFrameCount = 4)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var msg = new Msg();
        if (!socket.TryReceive(ref msg, timeout))
            return false;

        message ??= new(expectedFrameCount);
        message.Clear();
        message.Append(msg.Detach());
        while (msg.HasMore)
        {
            socket.TryReceive(ref msg, Timeout.InfiniteTimeSpan);
            message.Append(msg.Detach());
        }

        return true;
    }
}
