using System.Buffers.Binary;

namespace NetMQ.Zmtp;

/// <summary>Reads frames and refuses what is none.</summary>
internal sealed class FrameReader(Stream stream, long maxSize)
{
    // A peer that claims a large frame gets memory only as the bytes arrive.
    private const int FirstAllocation = 1 << 20;

    private const FrameFlags Known = FrameFlags.More | FrameFlags.Long | FrameFlags.Command;

    private readonly byte[] _header = new byte[9];

    /// <summary>Reads the next frame.</summary>
    /// <param name="sizeBefore">The bytes of the same message that were read already; they count against the limit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ZmtpException">The bytes are no frame, or the message is too large.</exception>
    /// <exception cref="EndOfStreamException">The connection ended.</exception>
    public async ValueTask<Frame> ReadAsync(long sizeBefore, CancellationToken cancellationToken)
    {
        await stream.ReadExactlyAsync(_header.AsMemory(0, 2), cancellationToken).ConfigureAwait(false);
        var flags = (FrameFlags)_header[0];
        if ((flags & ~Known) != 0)
            throw new ZmtpException($"A frame has the reserved flags 0x{_header[0]:X2}.");
        if ((flags & (FrameFlags.Command | FrameFlags.More)) == (FrameFlags.Command | FrameFlags.More))
            throw new ZmtpException("A command says that more frames follow.");

        long length = _header[1];
        if ((flags & FrameFlags.Long) != 0)
        {
            await stream.ReadExactlyAsync(_header.AsMemory(2, 7), cancellationToken).ConfigureAwait(false);
            length = BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(1));
        }

        var limit = maxSize < 0 ? Array.MaxLength : Math.Min(maxSize, Array.MaxLength);
        if (length < 0 || length > limit - sizeBefore)
            throw new ZmtpException($"A message of {sizeBefore} and {(ulong)length} bytes is larger than the {limit} allowed.");
        return new(flags, await ReadBodyAsync((int)length, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<byte[]> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        var body = length == 0 ? [] : new byte[Math.Min(length, FirstAllocation)];
        var read = 0;
        while (read < length)
        {
            if (read == body.Length)
                Array.Resize(ref body, (int)Math.Min(length, 2L * body.Length));
            await stream.ReadExactlyAsync(body.AsMemory(read), cancellationToken).ConfigureAwait(false);
            read = body.Length;
        }

        return body;
    }
}
