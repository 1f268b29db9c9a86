namespace TorchSharp.Utils;

/// <summary>Unsigned LEB128: seven bits a byte, the lowest first, the top bit set on all bytes but the last.</summary>
internal static class Leb128
{
    private const int MaxBytes = 9;

    public static void WriteLeb128(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        while (value >= 0x80)
        {
            writer.Write((byte)(value & 0x7f | 0x80));
            value >>= 7;
        }
        writer.Write((byte)value);
    }

    /// <exception cref="InvalidDataException">The number does not end.</exception>
    public static long ReadLeb128(this BinaryReader reader)
    {
        long result = 0;
        for (int i = 0; i < MaxBytes; i++)
        {
            byte next = reader.ReadByte();
            result |= (long)(next & 0x7f) << (7 * i);
            if (next < 0x80) return result;
        }
        throw new InvalidDataException($"A LEB128 number of more than {MaxBytes} bytes: the file is damaged, or not a TorchSharp file.");
    }
}
