using System.Text;

namespace Fuzzing;

/// <summary>Damages a real file in the ways in which files are damaged, and in those in which someone with bad intent would damage them.</summary>
internal sealed class ByteMutator(Random random)
{
    // Values at the edges of what a number can be, and pieces of the formats in places where they do not belong.
    private static readonly byte[][] Pieces =
    [
        .. new[] { "0", "-1", "9223372036854775807", "18446744073709551616", "1e309", "2147483648", "null", "[]", "{}", "\"", "..", "../", "[[[[[[[[", "{\"a\":", "\t", "\n", "\r\n", ",", "\\u0000", "\\ud800", "dtype", "shape", "data_offsets", "__metadata__", "vocab", "merges" }.Select(Encoding.ASCII.GetBytes),
        [0xff, 0xff, 0xff, 0x7f], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0, 0, 0, 0, 0, 0, 0, 0x80], [0xef, 0xbb, 0xbf], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0x80, 0x02], "cposix\nsystem\n"u8.ToArray(), "(t.R"u8.ToArray(), "PK\x01\x02"u8.ToArray(),
    ];

    /// <summary>A damaged copy.</summary>
    /// <param name="sound">The real file.</param>
    /// <param name="other">Another real file, of which pieces may be taken.</param>
    public byte[] Mutate(byte[] sound, byte[] other)
    {
        var bytes = new List<byte>(sound);
        for (var edits = random.Next(1, 8); edits > 0; edits--) Edit(bytes, other);
        return [.. bytes];
    }

    private void Edit(List<byte> bytes, byte[] other)
    {
        var at = Place(bytes.Count);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 3:
                Overwrite(bytes, at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, random.Next(Math.Min(40, bytes.Count - at) + 1));
                break;
            case 5:
                var length = random.Next(Math.Min(200, bytes.Count - at) + 1);
                bytes.InsertRange(Place(bytes.Count), bytes.GetRange(at, length));
                break;
            case 6 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, random.Next(Math.Min(200, other.Length - from) + 1)));
                break;
            case 7 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                ChangeNumber(bytes, at);
                break;
        }
    }

    /// <summary>Half of the edits fall on the first kilobytes, where headers are, a quarter on the last, where zip files have their directory.</summary>
    private int Place(int length) => random.Next(4) switch
    {
        0 or 1 => random.Next(Math.Min(length, 9_000) + 1),
        2 => length - random.Next(Math.Min(length, 4_000) + 1),
        _ => random.Next(length + 1),
    };

    private static void Overwrite(List<byte> bytes, int at, byte[] piece)
    {
        for (var i = 0; i < piece.Length && at + i < bytes.Count; i++) bytes[at + i] = piece[i];
    }

    private void ChangeNumber(List<byte> bytes, int at)
    {
        var digit = bytes.FindIndex(at, value => char.IsAsciiDigit((char)value));
        if (digit >= 0) bytes[digit] = (byte)('0' + random.Next(10));
    }
}
