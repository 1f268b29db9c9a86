using System.Text;

namespace NetMQ;

/// <summary>Sends whole messages.</summary>
public static class OutgoingSocketExtensions
{
    /// <summary>Sends one part and waits for room.</summary>
    public static void SendFrame(this IOutgoingSocket socket, byte[] data, bool more = false) =>
        socket.TrySendFrame(Timeout.InfiniteTimeSpan, data, more);

    /// <summary>Sends text in UTF-8 as one part and waits for room.</summary>
    public static void SendFrame(this IOutgoingSocket socket, string message, bool more = false) =>
        socket.SendFrame(Encoding.UTF8.GetBytes(message), more);

    /// <summary>Sends one part of which another follows, and waits for room.</summary>
    /// <returns>The socket, to send the next part.</returns>
    public static IOutgoingSocket SendMoreFrame(this IOutgoingSocket socket, byte[] data)
    {
        socket.SendFrame(data, more: true);
        return socket;
    }

    /// <summary>Sends text in UTF-8 as a part of which another follows, and waits for room.</summary>
    /// <returns>The socket, to send the next part.</returns>
    public static IOutgoingSocket SendMoreFrame(this IOutgoingSocket socket, string message)
    {
        socket.SendFrame(message, more: true);
        return socket;
    }

    /// <summary>Sends one part if there is room in time.</summary>
    /// <returns>Whether it was sent.</returns>
    public static bool TrySendFrame(this IOutgoingSocket socket, TimeSpan timeout, byte[] data, bool more = false)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var msg = new Msg();
        msg.InitGC(data, data.Length);
        return socket.TrySend(ref msg, timeout, more);
    }

    /// <summary>Sends all parts of a message and waits for room.</summary>
    public static void SendMultipartMessage(this IOutgoingSocket socket, NetMQMessage message) =>
        socket.TrySendMultipartMessage(Timeout.InfiniteTimeSpan, message);

    /// <summary>Sends all parts of a message if there is room in time; else none.</summary>
    /// <returns>Whether it was sent.</returns>
    /// <exception cref="ArgumentException">The message has no parts.</exception>
    public static bool TrySendMultipartMessage(this IOutgoingSocket socket, TimeSpan timeout, NetMQMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.IsEmpty)
            throw new ArgumentException("A message of no parts cannot be sent: append at least an empty frame.", nameof(message));

        for (var i = 0; i < message.FrameCount; i++)
        {
            // Room is asked for with the first part only: what was begun can be finished.
            if (!socket.TrySendFrame(i == 0 ? timeout : Timeout.InfiniteTimeSpan, message[i].Buffer, more: i < message.FrameCount - 1))
                return false;
        }

        return true;
    }
}
