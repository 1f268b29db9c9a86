using System.Buffers.Binary;
using System.Text.Json;

namespace Notebooks.OutOfProcess;

/// <summary>Messages over a stream: the length in four bytes, then JSON in UTF-8. Any thread may send; one reads.</summary>
internal sealed class MessageChannel(Stream stream) : IDisposable
{
    // A cell's output is limited to less than this; more means that the other side is no session.
    private const int MaxLength = 512 * 1024 * 1024;

    private readonly SemaphoreSlim _sending = new(1);
    private readonly byte[] _length = new byte[4];

    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task SendAsync(SessionMessage message, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, SessionJson.Default.SessionMessage);
        var packet = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packet, body.Length);
        body.CopyTo(packet, 4);
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(packet, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>The message; null when the other side is gone.</returns>
    /// <exception cref="InvalidDataException">The other side sent something else.</exception>
    public async Task<SessionMessage?> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await stream.ReadExactlyAsync(_length, cancellationToken).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadInt32LittleEndian(_length);
            if (length is < 0 or > MaxLength)
                throw new InvalidDataException($"A message of {length} bytes is none of a session's.");
            var body = new byte[length];
            await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, SessionJson.Default.SessionMessage);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("A message is none of a session's.", error);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        _sending.Dispose();
    }
}
