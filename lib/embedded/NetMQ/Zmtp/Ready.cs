using System.Buffers.Binary;
using System.Text;

namespace NetMQ.Zmtp;

/// <summary>What the NULL mechanism tells a peer before the first message: the kind of socket, and how it wants to be named.</summary>
internal sealed record Ready(string SocketType, byte[] Identity)
{
    private const string SocketTypeKey = "Socket-Type";
    private const string IdentityKey = "Identity";

    public byte[] ToCommand()
    {
        var data = new List<byte>();
        Append(data, SocketTypeKey, Encoding.ASCII.GetBytes(SocketType));
        if (Identity.Length > 0)
            Append(data, IdentityKey, Identity);
        return Command.Create(Command.Ready, [.. data]);
    }

    /// <summary>Reads the peer's first frame.</summary>
    /// <exception cref="ZmtpException">It is no READY command, or one that says nothing usable.</exception>
    public static Ready Read(Frame frame)
    {
        if (!frame.IsCommand)
            throw new ZmtpException("The peer sent a message before it said READY.");
        var name = Command.Read(frame.Body, out var data);
        if (name is not Command.Ready)
            throw new ZmtpException($"The peer said {name} instead of READY.");

        string? type = null;
        byte[] identity = [];
        while (data.Length > 0)
        {
            var key = Encoding.ASCII.GetString(Take(ref data, data[0], 1));
            var value = data.Length < 4 ? throw new ZmtpException("A property has no value.") : Take(ref data, BinaryPrimitives.ReadUInt32BigEndian(data), 4);

            // Property names are compared without regard to case.
            if (key.Equals(SocketTypeKey, StringComparison.OrdinalIgnoreCase))
                type = Encoding.ASCII.GetString(value);
            else if (key.Equals(IdentityKey, StringComparison.OrdinalIgnoreCase))
                identity = value.Length <= byte.MaxValue ? value.ToArray() : throw new ZmtpException($"An identity of {value.Length} bytes is too long.");
        }

        return new(type ?? throw new ZmtpException("The peer does not name its socket type."), identity);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data, uint length, int offset)
    {
        if (length > data.Length - offset)
            throw new ZmtpException("A property is longer than the command that holds it.");
        var taken = data.Slice(offset, (int)length);
        data = data[(offset + (int)length)..];
        return taken;
    }

    private static void Append(List<byte> data, string key, byte[] value)
    {
        data.Add((byte)key.Length);
        data.AddRange(Encoding.ASCII.GetBytes(key));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        data.AddRange(length);
        data.AddRange(value);
    }
}
