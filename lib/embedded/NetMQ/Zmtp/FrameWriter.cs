using System.Buffers;
using System.Buffers.Binary;
using NetMQ.Transport;

namespace NetMQ.Zmtp;

/// <summary>Writes frames: small ones together, large ones without copying them.</summary>
internal sealed class FrameWriter(Stream stream, int minorVersion)
{
    private const int Large = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Large);

    public async ValueTask WriteAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        switch (outgoing.Kind)
        {
            case OutgoingKind.Message:
                for (var i = 0; i < outgoing.Parts.Length; i++)
                    await WriteAsync(i < outgoing.Parts.Length - 1 ? FrameFlags.More : FrameFlags.None, outgoing.Parts[i], cancellationToken).ConfigureAwait(false);
                break;

            case OutgoingKind.Pong:
                await WriteAsync(FrameFlags.Command, Command.Create(Command.Pong, outgoing.Parts[0]), cancellationToken).ConfigureAwait(false);
                break;

            // Before 3.1 a subscription was a message, of which the first byte says what it is.
            case var kind when minorVersion == 0:
                await WriteAsync(FrameFlags.None, [(byte)(kind is OutgoingKind.Subscribe ? 1 : 0), .. outgoing.Parts[0]], cancellationToken).ConfigureAwait(false);
                break;
            case var kind:
                await WriteAsync(FrameFlags.Command, Command.Create(kind is OutgoingKind.Subscribe ? Command.Subscribe : Command.Cancel, outgoing.Parts[0]), cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    public async ValueTask WriteAsync(FrameFlags flags, byte[] body, CancellationToken cancellationToken)
    {
        var header = _buffer.GetSpan(9);
        if (body.Length <= byte.MaxValue)
        {
            header[0] = (byte)flags;
            header[1] = (byte)body.Length;
            _buffer.Advance(2);
        }
        else
        {
            header[0] = (byte)(flags | FrameFlags.Long);
            BinaryPrimitives.WriteInt64BigEndian(header[1..], body.Length);
            _buffer.Advance(9);
        }

        if (body.Length < Large)
        {
            _buffer.Write(body);
            if (_buffer.WrittenCount >= Large)
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount == 0)
            return;
        await stream.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }
}
