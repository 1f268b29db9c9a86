using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>Reads and writes safetensors files, the format in which Hugging Face ships model weights.</summary>
/// <remarks>To copy single tensors out of a large file without reading the rest, use <see cref="SafeTensorsFile"/>.</remarks>
public static class SafeTensors
{
    private static readonly Dictionary<string, string> PyTorchFormat = new() { ["format"] = "pt" };

    /// <summary>Reads every tensor of a file, each in the type that the file stores.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public static Dictionary<string, Tensor> Load(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        return file.Entries.ToDictionary(entry => entry.Name, entry => file.Read(entry.Name));
    }

    /// <summary>Writes tensors to a file: to a temporary name first, which is then moved into place.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="tensors">The tensors by name. Their order does not matter: as the reference implementation does, larger element types come first, then names in order.</param>
    /// <param name="storage">The type in which floating-point tensors are stored (float32, float16 or bfloat16), or null to keep each tensor's own. Other tensors are kept as they are.</param>
    /// <param name="metadata">Text pairs for the header; <c>format</c> = <c>pt</c> if null, which is what <c>transformers</c> expects.</param>
    /// <exception cref="NotSupportedException">A tensor's type has no place in the format.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, ScalarType? storage = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (storage is { } type && !SafeTensorsDType.IsFloatingPoint(type))
            throw new ArgumentException($"Floating-point tensors cannot be stored as {type}. Use float32, float16 or bfloat16.", nameof(storage));

        var ordered = tensors
            .Select(pair => (Name: pair.Key, Tensor: pair.Value, Stored: StoredType(pair.Value, storage)))
            .OrderByDescending(item => SafeTensorsDType.SizeOf(item.Stored))
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .ToList();
        var header = Header(ordered, metadata ?? PyTorchFormat);

        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor, stored) in ordered) stream.Write(TensorValues.Read(tensor, stored));
        });
    }

    private static ScalarType StoredType(Tensor tensor, ScalarType? storage) =>
        storage is { } type && SafeTensorsDType.IsFloatingPoint(tensor.dtype) ? type : tensor.dtype;

    /// <summary>The header's JSON, padded with spaces to a multiple of eight bytes so that the data after it is aligned.</summary>
    private static byte[] Header(List<(string Name, Tensor Tensor, ScalarType Stored)> ordered, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();

            var offset = 0L;
            foreach (var (name, tensor, stored) in ordered)
            {
                var end = offset + tensor.NumberOfElements * SafeTensorsDType.SizeOf(stored);
                json.WriteStartObject(name);
                json.WriteString("dtype", SafeTensorsDType.CodeOf(stored));
                json.WriteStartArray("shape");
                foreach (var size in tensor.shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
