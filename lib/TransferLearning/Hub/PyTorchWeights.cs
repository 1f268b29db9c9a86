using System.Buffers.Binary;
using System.IO.Compression;
using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>A state dict that PyTorch's <c>torch.save</c> wrote: <c>pytorch_model.bin</c> or <c>.pth</c>, as a zip file or in the older form. No code in it is ever run.</summary>
internal sealed class PyTorchWeights : IWeightFile
{
    private static readonly byte[] ZipSignature = "PK\x03\x04"u8.ToArray();

    // The number with which the older form begins, as torch.save writes it: the pickle of an integer of ten bytes.
    private static readonly byte[] LegacyMagic = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

    private readonly Dictionary<string, PickledTensor> tensors;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> storages;

    private PyTorchWeights(object? stateDict, Dictionary<string, ReadOnlyMemory<byte>> storages)
    {
        this.storages = storages;
        if (stateDict is not Dictionary<object, object?> pairs) throw new InvalidDataException("it does not hold a dictionary of tensors");
        tensors = pairs
            .Where(pair => pair.Key is string && pair.Value is PickledTensor)
            .ToDictionary(pair => (string)pair.Key, pair => (PickledTensor)pair.Value!, StringComparer.Ordinal);
        if (tensors.Count == 0) throw new InvalidDataException("it holds no tensors by name");
        Entries = [.. tensors.Select(pair => Entry(pair.Key, pair.Value))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    /// <summary>Opens a file and checks what it describes.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or holds something that has no place in a state dict.</exception>
    public static PyTorchWeights Open(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().StartsWith(ZipSignature)) return OpenZip(bytes);
            if (bytes.AsSpan().StartsWith(LegacyMagic)) return OpenLegacy(bytes);
            throw new InvalidDataException("it begins neither like a zip file nor like the older form of torch.save");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is not a PyTorch state dict that can be read: {error.Message}.", error);
        }
    }

    /// <summary>The element type of a storage class such as <c>FloatStorage</c>, or null if there is none of that name.</summary>
    public static ScalarType? TypeOfStorage(string name) => name switch
    {
        "DoubleStorage" => ScalarType.Float64,
        "FloatStorage" => ScalarType.Float32,
        "HalfStorage" => ScalarType.Float16,
        "BFloat16Storage" => ScalarType.BFloat16,
        "LongStorage" => ScalarType.Int64,
        "IntStorage" => ScalarType.Int32,
        "ByteStorage" => ScalarType.Byte,
        "BoolStorage" => ScalarType.Bool,
        _ => null,
    };

    /// <inheritdoc/>
    public bool Contains(string name) => tensors.ContainsKey(name);

    /// <inheritdoc/>
    public void CopyTo(string name, Tensor target)
    {
        var pickled = tensors[name];
        var type = TypeOfStorage(pickled.StorageType)!.Value;
        var size = SafeTensorsDType.SizeOf(type);
        var storage = storages[pickled.StorageKey].Span;
        if (IsContiguous(pickled))
        {
            TensorValues.Write(storage.Slice((int)(pickled.Offset * size), (int)(target.NumberOfElements * size)), type, target);
            return;
        }

        // A transposed or cut-out tensor keeps its strides in the file.
        using var whole = empty(storage.Length / size, dtype: type);
        TensorValues.Write(storage, type, whole);
        using var view = whole.as_strided([.. pickled.Shape], [.. pickled.Strides], pickled.Offset);
        using var noGrad = no_grad();
        target.copy_(view);
    }

    /// <inheritdoc/>
    public void ReadSingles(string name, Span<float> target)
    {
        using var values = empty([.. tensors[name].Shape], dtype: ScalarType.Float32);
        CopyTo(name, values);
        values.data<float>().CopyTo(target);
    }

    /// <inheritdoc/>
    public void Dispose() => storages.Clear();

    private static PyTorchWeights OpenZip(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var description = zip.Entries.FirstOrDefault(entry => entry.Name == "data.pkl" && entry.FullName.Count(c => c == '/') == 1)
            ?? throw new InvalidDataException("it is a zip file without a data.pkl");

        // torch.save stores without compression, each part once: together they can never be larger than the file, so a zip bomb is noticed before it is unpacked.
        if (zip.Entries.FirstOrDefault(entry => entry.Length != entry.CompressedLength) is { } compressed)
            throw new InvalidDataException($"its part '{compressed.FullName}' is compressed, which torch.save does not do");
        if (zip.Entries.Sum(entry => (decimal)entry.Length) > bytes.Length) throw new InvalidDataException("its parts claim to be larger than the file");

        var root = description.FullName[..^"data.pkl".Length];
        var position = 0;
        var stateDict = Pickle.Read(ReadStored(description), ref position);
        var storages = zip.Entries
            .Where(entry => entry.FullName.StartsWith(root + "data/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName[(root.Length + 5)..], entry => (ReadOnlyMemory<byte>)ReadStored(entry), StringComparer.Ordinal);
        return new PyTorchWeights(stateDict, storages);
    }

    private static byte[] ReadStored(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static PyTorchWeights OpenLegacy(byte[] bytes)
    {
        // The pickles in a row: magic number, protocol, facts about the system, the state dict, the storages' keys; then the storages.
        var position = LegacyMagic.Length;
        Pickle.Read(bytes, ref position);
        Pickle.Read(bytes, ref position);
        var stateDict = Pickle.Read(bytes, ref position);
        var keys = Pickle.Read(bytes, ref position) as List<object?> ?? throw new InvalidDataException("it has no list of storages");
        var types = stateDict is Dictionary<object, object?> pairs
            ? pairs.Values.OfType<PickledTensor>().DistinctBy(tensor => tensor.StorageKey).ToDictionary(tensor => tensor.StorageKey, tensor => tensor.StorageType)
            : [];

        var storages = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is not string name || !types.TryGetValue(name, out var type)) throw new InvalidDataException($"its storage '{key}' belongs to no tensor");
            if (bytes.Length - position < sizeof(long)) throw new InvalidDataException($"it is truncated before the storage '{name}'");
            var elements = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(position));
            position += sizeof(long);
            var size = SafeTensorsDType.SizeOf(TypeOfStorage(type)!.Value);
            if (elements < 0 || elements > (bytes.Length - position) / size) throw new InvalidDataException($"it is truncated in the storage '{name}' of {elements} elements");
            storages[name] = bytes.AsMemory(position, (int)(elements * size));
            position += (int)(elements * size);
        }

        return new PyTorchWeights(stateDict, storages);
    }

    /// <summary>Checks that the tensor lies inside its storage.</summary>
    private SafeTensorsEntry Entry(string name, PickledTensor pickled)
    {
        var type = TypeOfStorage(pickled.StorageType)!.Value;
        if (!storages.TryGetValue(pickled.StorageKey, out var storage)) throw new InvalidDataException($"tensor '{name}' refers to the storage '{pickled.StorageKey}', which it does not hold");
        if (pickled.Shape.Count != pickled.Strides.Count || pickled.Shape.Concat(pickled.Strides).Append(pickled.Offset).Any(number => number < 0))
            throw new InvalidDataException($"tensor '{name}' has the impossible shape [{string.Join(", ", pickled.Shape)}] or strides [{string.Join(", ", pickled.Strides)}]");

        try
        {
            var elements = pickled.Shape.Aggregate(1L, (product, size) => checked(product * size));
            var last = pickled.Shape.Zip(pickled.Strides).Aggregate(pickled.Offset, (sum, pair) => checked(sum + Math.Max(0, pair.First - 1) * pair.Second));
            if (elements > 0 && last >= storage.Length / SafeTensorsDType.SizeOf(type)) throw new InvalidDataException($"tensor '{name}' reaches beyond its storage");
            if (elements > storage.Length / SafeTensorsDType.SizeOf(type))
                throw new InvalidDataException($"tensor '{name}' of shape [{string.Join(", ", pickled.Shape)}] claims {elements} elements, and its storage holds {storage.Length / SafeTensorsDType.SizeOf(type)}");
            return new SafeTensorsEntry(name, type, pickled.Shape, pickled.Offset, checked(elements * SafeTensorsDType.SizeOf(type)));
        }
        catch (OverflowException error)
        {
            throw new InvalidDataException($"tensor '{name}' has the impossible shape [{string.Join(", ", pickled.Shape)}]", error);
        }
    }

    private static bool IsContiguous(PickledTensor tensor)
    {
        var expected = 1L;
        for (var i = tensor.Shape.Count - 1; i >= 0; i--)
        {
            if (tensor.Shape[i] != 1 && tensor.Strides[i] != expected) return false;
            expected *= tensor.Shape[i];
        }

        return true;
    }
}
