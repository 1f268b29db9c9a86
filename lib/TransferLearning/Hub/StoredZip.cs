using System.Buffers.Binary;
using System.Text;

namespace TransferLearning.Hub;

/// <summary>
/// Finds the parts of a zip file that holds them as they are, without compression, as <c>torch.save</c> writes it: each part is
/// a stretch of the file and can be read in place.
/// </summary>
/// <remarks>The layout: PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3.</remarks>
internal static class StoredZip
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int LargeEndLength = 56;
    private const int EntryLength = 46;
    private const int LocalHeaderLength = 30;
    private const ushort LargeSizes = 1;

    /// <summary>The parts by name.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or a part is compressed or encrypted.</exception>
    public static Dictionary<string, FilePart> Read(MappedFile file)
    {
        var directory = FindDirectory(file);
        using var window = file.Map(directory.Offset, MappedFile.LengthInMemory(directory));
        var parts = new Dictionary<string, FilePart>(StringComparer.Ordinal);
        var total = 0L;
        for (var rest = window.Bytes; !rest.IsEmpty;)
        {
            var (name, length, header, size) = ReadEntry(rest);
            rest = rest[size..];

            // Each part stands in the file once: a file that claims more than it has is noticed before anything is read.
            total += length;
            if (total > directory.Offset) throw new InvalidDataException("its parts claim to be larger than the file");
            if (!parts.TryAdd(name, new FilePart(FindData(file, header, length, directory.Offset, name), length))) throw new InvalidDataException($"it holds the part '{name}' twice");
        }

        return parts;
    }

    private static FilePart FindDirectory(MappedFile file)
    {
        var tailLength = (int)Math.Min(file.Length, EndLength + LongestComment);
        var tailStart = file.Length - tailLength;
        using var tail = file.Map(tailStart, tailLength);
        var at = tail.Bytes.LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndLength > tailLength) throw new InvalidDataException("its end is missing, where a zip file lists its parts");

        var end = tail.Bytes[at..];
        var (length, offset) = ((long)UInt32(end, 12), (long)UInt32(end, 16));
        if (length == uint.MaxValue || offset == uint.MaxValue || UInt16(end, 10) == ushort.MaxValue) (length, offset) = ReadLargeEnd(file, tailStart + at);
        if (offset < 0 || length < 0 || offset > tailStart + at || length > tailStart + at - offset) throw new InvalidDataException("its list of parts lies outside of the file");
        return new FilePart(offset, length);
    }

    /// <summary>Where the list lies in a file of more than 4 GB or 65,534 parts, which says so in a record of its own.</summary>
    private static (long Length, long Offset) ReadLargeEnd(MappedFile file, long end)
    {
        if (end < LocatorLength + LargeEndLength) throw new InvalidDataException("it is truncated before its end");
        using var locator = file.Map(end - LocatorLength, LocatorLength);
        if (!locator.Bytes.StartsWith("PK\x06\x07"u8)) throw new InvalidDataException("the place of its list of parts is missing");
        var at = Int64(locator.Bytes, 8);
        if (at < 0 || at > end - LocatorLength - LargeEndLength) throw new InvalidDataException("the place of its list of parts lies outside of the file");
        using var record = file.Map(at, LargeEndLength);
        if (!record.Bytes.StartsWith("PK\x06\x06"u8)) throw new InvalidDataException("the place of its list of parts is damaged");
        return (Int64(record.Bytes, 40), Int64(record.Bytes, 48));
    }

    private static (string Name, long Length, long Header, int Size) ReadEntry(ReadOnlySpan<byte> list)
    {
        if (list.Length < EntryLength || !list.StartsWith("PK\x01\x02"u8)) throw new InvalidDataException("its list of parts is damaged");
        var (nameLength, extraLength, commentLength) = (UInt16(list, 28), UInt16(list, 30), UInt16(list, 32));
        var size = EntryLength + nameLength + extraLength + commentLength;
        if (size > list.Length) throw new InvalidDataException("its list of parts is truncated");

        var name = Encoding.UTF8.GetString(list.Slice(EntryLength, nameLength));
        var (stored, length, header) = ((long)UInt32(list, 20), (long)UInt32(list, 24), (long)UInt32(list, 42));
        var large = FindLargeSizes(list.Slice(EntryLength + nameLength, extraLength));
        if (length == uint.MaxValue) length = TakeSize(ref large);
        if (stored == uint.MaxValue) stored = TakeSize(ref large);
        if (header == uint.MaxValue) header = TakeSize(ref large);

        var (isEncrypted, method) = ((UInt16(list, 8) & 1) != 0, UInt16(list, 10));
        if (isEncrypted) throw new InvalidDataException($"its part '{name}' is encrypted, which torch.save does not do");
        if (method != 0 || stored != length) throw new InvalidDataException($"its part '{name}' is compressed, which torch.save does not do");
        if (length < 0 || header < 0) throw new InvalidDataException($"its part '{name}' claims {length} bytes at {header}");
        return (name, length, header, size);
    }

    /// <summary>The sizes that do not fit into four bytes, among an entry's additional fields.</summary>
    private static ReadOnlySpan<byte> FindLargeSizes(ReadOnlySpan<byte> fields)
    {
        while (fields.Length >= 4)
        {
            var (id, length) = (UInt16(fields, 0), Math.Min(UInt16(fields, 2), fields.Length - 4));
            if (id == LargeSizes) return fields.Slice(4, length);
            fields = fields[(4 + length)..];
        }

        return [];
    }

    private static long TakeSize(ref ReadOnlySpan<byte> sizes)
    {
        if (sizes.Length < sizeof(long)) throw new InvalidDataException("its list of parts lacks a size");
        var size = Int64(sizes, 0);
        sizes = sizes[sizeof(long)..];
        return size;
    }

    /// <summary>Where a part begins: its own header, which stands before it, may be longer than the list says.</summary>
    private static long FindData(MappedFile file, long header, long length, long directory, string name)
    {
        if (header > directory - LocalHeaderLength) throw new InvalidDataException($"its part '{name}' lies outside of the file");
        using var window = file.Map(header, LocalHeaderLength);
        if (!window.Bytes.StartsWith("PK\x03\x04"u8)) throw new InvalidDataException($"its part '{name}' does not begin where the list says");
        var data = header + LocalHeaderLength + UInt16(window.Bytes, 26) + UInt16(window.Bytes, 28);
        return length <= directory - data ? data : throw new InvalidDataException($"its part '{name}' lies outside of the file");
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
