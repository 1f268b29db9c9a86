using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace TransferLearning.Hub;

/// <summary>
/// The header of a safetensors file: eight bytes of length, then a JSON object that names each tensor with its type, shape and place.
/// Nothing in it is trusted: sizes, names, overlaps and gaps are checked before a byte of data is touched.
/// </summary>
/// <remarks>Format: https://huggingface.co/docs/safetensors, section "Format".</remarks>
internal sealed class SafeTensorsHeader
{
    /// <summary>The longest header that the reference implementation accepts, in bytes.</summary>
    public const long MaxLength = 100_000_000;

    private const int MaxDimensions = 64;

    private SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> entries, IReadOnlyDictionary<string, string> metadata, long dataStart)
    {
        Entries = entries;
        Metadata = metadata;
        DataStart = dataStart;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Where the data begins, in bytes from the start of the file.</summary>
    public long DataStart { get; }

    /// <summary>How many bytes the header's JSON takes, read from the first eight bytes of a file.</summary>
    /// <exception cref="InvalidDataException">The file is too short, or the length cannot be right.</exception>
    public static int ReadLength(ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < 8)
            throw new InvalidDataException($"the file has {fileLength} bytes, and a safetensors file begins with 8 bytes of header length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > MaxLength)
            throw new InvalidDataException($"the header claims {length} bytes, and at most {MaxLength} are allowed");
        if ((long)length > fileLength - 8)
            throw new InvalidDataException($"the header claims {length} bytes, but only {fileLength - 8} bytes follow: the file is truncated or is not a safetensors file");
        if (length < 2)
            throw new InvalidDataException($"the header claims {length} bytes, too few for a JSON object");
        return (int)length;
    }

    /// <summary>Reads and checks the header's JSON.</summary>
    /// <param name="json">The header without its eight bytes of length.</param>
    /// <param name="fileLength">The length of the whole file in bytes.</param>
    /// <exception cref="InvalidDataException">The header is not valid, or does not fit the file.</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> json, long fileLength)
    {
        var dataStart = 8L + json.Length;
        if (json[0] != (byte)'{') throw new InvalidDataException("the header does not begin with '{'");

        var entries = new Dictionary<string, SafeTensorsEntry>(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name == "__metadata__")
                {
                    if (metadata is not null) throw new InvalidDataException("'__metadata__' stands in the header twice");
                    metadata = ReadMetadata(ref reader);
                }
                else if (!entries.TryAdd(name, ReadEntry(name, ref reader)))
                {
                    throw new InvalidDataException($"tensor '{name}' stands in the header twice");
                }
            }

            // Only padding may follow; the reader throws on anything else.
            reader.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException($"the header is not the JSON that the format asks for: {error.Message}", error);
        }

        SafeTensorsEntry[] ordered = [.. entries.Values.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length)];
        CheckPlaces(ordered, fileLength - dataStart);
        return new SafeTensorsHeader(ordered, metadata ?? [], dataStart);
    }

    private static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, $"__metadata__.{key}");
            metadata[key] = reader.GetString()!;
        }

        return metadata;
    }

    private static SafeTensorsEntry ReadEntry(string name, ref Utf8JsonReader reader)
    {
        string? code = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString();
            reader.Read();
            switch (key)
            {
                case "dtype" when code is null:
                    Expect(ref reader, JsonTokenType.String, $"{name}.dtype");
                    code = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, $"{name}.shape", MaxDimensions);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, $"{name}.data_offsets", 2);
                    break;
                default:
                    throw new InvalidDataException($"tensor '{name}' has the field '{key}' twice or should not have it (dtype, shape and data_offsets are allowed)");
            }
        }

        if (code is null || shape is null || offsets is not [var begin, var end])
            throw new InvalidDataException($"tensor '{name}' needs dtype, shape and two data_offsets");
        if (SafeTensorsDType.FromCode(code) is not { } dtype)
            throw new InvalidDataException($"tensor '{name}' has the element type '{code}'; this library reads {SafeTensorsDType.Known}");
        if (begin > end)
            throw new InvalidDataException($"tensor '{name}' has data_offsets [{begin}, {end}], which run backwards");

        var expected = LengthInBytes(name, shape, SafeTensorsDType.SizeOf(dtype));
        if (end - begin != expected)
            throw new InvalidDataException($"tensor '{name}' of type {code} and shape [{string.Join(", ", shape)}] takes {expected} bytes, but its data_offsets span {end - begin}");
        return new SafeTensorsEntry(name, dtype, shape, begin, expected);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string what, int limit)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, what);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.Number, what);
            if (!reader.TryGetInt64(out var number) || number < 0)
                throw new InvalidDataException($"{what} holds a number that is not a whole number from 0 up");
            if (numbers.Count == limit)
                throw new InvalidDataException($"{what} has more than {limit} numbers");
            numbers.Add(number);
        }

        return numbers;
    }

    private static long LengthInBytes(string name, List<long> shape, int elementSize)
    {
        try
        {
            return shape.Aggregate((long)elementSize, (product, size) => checked(product * size));
        }
        catch (OverflowException error)
        {
            throw new InvalidDataException($"tensor '{name}' has the impossible shape [{string.Join(", ", shape)}]", error);
        }
    }

    /// <summary>The data must be covered exactly: no overlap, no gap, nothing beyond the end of the file.</summary>
    private static void CheckPlaces(SafeTensorsEntry[] ordered, long available)
    {
        var position = 0L;
        foreach (var entry in ordered)
        {
            if (entry.Offset < position)
                throw new InvalidDataException($"the data of tensor '{entry.Name}' begins at byte {entry.Offset} and overlaps the data before it, which ends at {position}");
            if (entry.Offset > position)
                throw new InvalidDataException($"there is a gap before tensor '{entry.Name}': its data begins at byte {entry.Offset}, and the data before it ends at {position}");
            if (entry.Length > available - position)
                throw new InvalidDataException($"tensor '{entry.Name}' ends at byte {entry.Offset + entry.Length} of the data, but the file holds only {available}: it is truncated");
            position += entry.Length;
        }

        if (position != available)
            throw new InvalidDataException($"{available - position} bytes follow the last tensor, and none should");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string where)
    {
        if (reader.TokenType != type)
            throw new InvalidDataException($"{where} should be a JSON {type}, and is a {reader.TokenType}");
    }
}
