using System.Buffers.Binary;
using System.Numerics;

namespace TorchSharp.TensorBoard;

/// <summary>
/// A TensorBoard event file: records of a length (uint64), its checksum, the message, and its checksum, all little-endian. The checksum is
/// CRC-32C, rotated and offset, as TFRecord files have it.
/// </summary>
internal sealed class EventFile
{
    private const uint MaskDelta = 0xa282ead8;

    private readonly string _path;

    public EventFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Append(new ProtoMessage().Double(1, Now()).Text(3, "brain.Event:2"));
    }

    /// <summary>Seconds since 1970.</summary>
    public static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Appends one summary value; the file is closed again, so that TensorBoard sees it at once.</summary>
    public void Append(ProtoMessage value, long step, long? walltime) => Append(new ProtoMessage()
        .Double(1, walltime ?? Now())
        .Integer(2, step)
        .Message(5, new ProtoMessage().Message(1, value)));

    private void Append(ProtoMessage message)
    {
        byte[] data = message.ToArray();
        byte[] record = new byte[sizeof(ulong) + sizeof(uint) + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedChecksum(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), MaskedChecksum(data));
        using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(record);
    }

    internal static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint checksum = ~0u;
        foreach (byte value in data) checksum = BitOperations.Crc32C(checksum, value);
        return BitOperations.RotateRight(~checksum, 15) + MaskDelta;
    }
}
