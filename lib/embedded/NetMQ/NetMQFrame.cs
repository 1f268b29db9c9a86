using System.Text;

namespace NetMQ;

/// <summary>One part of a <see cref="NetMQMessage"/>.</summary>
public class NetMQFrame
{
    /// <summary>Makes a part of an array, which is not copied.</summary>
    public NetMQFrame(byte[] buffer) => Buffer = buffer ?? [];

    /// <summary>Makes a part of text in ASCII, as the real package does: what is not ASCII becomes a question mark.</summary>
    public NetMQFrame(string message)
        : this(message, Encoding.ASCII)
    {
    }

    /// <summary>Makes a part of text.</summary>
    public NetMQFrame(string message, Encoding encoding)
        : this(encoding.GetBytes(message))
    {
    }

    /// <summary>A part of no bytes.</summary>
    public static NetMQFrame Empty => new([]);

    /// <summary>The bytes.</summary>
    public byte[] Buffer { get; }

    /// <summary>The number of bytes.</summary>
    public int MessageSize => Buffer.Length;

    /// <summary>Whether there are no bytes.</summary>
    public bool IsEmpty => MessageSize == 0;

    /// <summary>The bytes as an array.</summary>
    /// <param name="copy">Whether the caller wants an array of its own.</param>
    public byte[] ToByteArray(bool copy = false) => copy ? [.. Buffer] : Buffer;

    /// <summary>The text that the bytes are in ASCII, as in the real package.</summary>
    public string ConvertToString() => ConvertToString(Encoding.ASCII);

    /// <summary>The text that the bytes are in an encoding.</summary>
    public string ConvertToString(Encoding encoding) => encoding.GetString(Buffer, 0, MessageSize);
}
