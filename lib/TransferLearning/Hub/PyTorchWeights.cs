using System.Buffers.Binary;
using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>A state dict that PyTorch's <c>torch.save</c> wrote: <c>pytorch_model.bin</c> or <c>.pth</c>, as a zip file or in the older form. No code in it is ever run.</summary>
internal sealed class PyTorchWeights : IWeightFile
{
    private static ReadOnlySpan<byte> ZipSignature => "PK\x03\x04"u8;

    // The number with which the older form begins, as torch.save writes it: the pickle of an integer of ten bytes.
    private static ReadOnlySpan<byte> LegacyMagic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

    private readonly Dictionary<string, PickledTensor> tensors;
    private readonly Dictionary<string, FilePart> storages;
    private readonly MappedFile file;

    private PyTorchWeights(object? stateDict, Dictionary<string, FilePart> storages, MappedFile file)
    {
        this.file = file;
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
            var file = new MappedFile(path, LegacyMagic.Length, "a state dict");
            try
            {
                using var first = file.Map(0, LegacyMagic.Length);
                if (first.Bytes.StartsWith(ZipSignature)) return OpenZip(file);
                if (first.Bytes.StartsWith(LegacyMagic)) return OpenLegacy(file);
                throw new InvalidDataException("it begins neither like a zip file nor like the older form of torch.save");
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (InvalidDataException error)
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
        var storage = storages[pickled.StorageKey];
        if (IsContiguous(pickled))
        {
            file.CopyTo(new FilePart(storage.Offset + (pickled.Offset * size), target.NumberOfElements * size), type, target);
            return;
        }

        // A transposed or cut-out tensor keeps its strides in the file.
        using var whole = empty(storage.Length / size, dtype: type);
        file.CopyTo(storage with { Length = storage.Length / size * size }, type, whole);
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
    public void Dispose() => file.Dispose();

    private static PyTorchWeights OpenZip(MappedFile file)
    {
        const string Description = "data.pkl";
        var parts = StoredZip.Read(file);
        var (description, pickle) = parts.FirstOrDefault(part => part.Key.EndsWith("/" + Description, StringComparison.Ordinal) && part.Key.Count(c => c == '/') == 1);
        if (description is null) throw new InvalidDataException("it is a zip file without a data.pkl");

        var root = description[..^Description.Length];
        if (parts.TryGetValue(root + "byteorder", out var byteOrder))
        {
            using var written = file.Map(byteOrder.Offset, MappedFile.LengthInMemory(byteOrder));
            if (!written.Bytes.SequenceEqual("little"u8)) throw new InvalidDataException("its numbers begin with their highest byte; save it on a machine of the usual byte order");
        }

        var position = 0;
        using var bytes = file.Map(pickle.Offset, MappedFile.LengthInMemory(pickle));
        var stateDict = Pickle.Read(bytes.Bytes, ref position);
        var storages = parts
            .Where(part => part.Key.StartsWith(root + "data/", StringComparison.Ordinal))
            .ToDictionary(part => part.Key[(root.Length + 5)..], part => part.Value, StringComparer.Ordinal);
        return new PyTorchWeights(stateDict, storages, file);
    }

    private static PyTorchWeights OpenLegacy(MappedFile file)
    {
        // The pickles in a row: magic number, protocol, facts about the system, the state dict, the storages' keys; then the storages.
        using var pickles = file.Map(0, (int)Math.Min(file.Length, int.MaxValue));
        var end = LegacyMagic.Length;
        Pickle.Read(pickles.Bytes, ref end);
        Pickle.Read(pickles.Bytes, ref end);
        var stateDict = Pickle.Read(pickles.Bytes, ref end);
        var keys = Pickle.Read(pickles.Bytes, ref end) as List<object?> ?? throw new InvalidDataException("it has no list of storages");
        var types = stateDict is Dictionary<object, object?> pairs
            ? pairs.Values.OfType<PickledTensor>().DistinctBy(tensor => tensor.StorageKey).ToDictionary(tensor => tensor.StorageKey, tensor => tensor.StorageType)
            : [];

        var position = (long)end;
        var storages = new Dictionary<string, FilePart>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is not string name || !types.TryGetValue(name, out var type)) throw new InvalidDataException($"its storage '{key}' belongs to no tensor");
            if (file.Length - position < sizeof(long)) throw new InvalidDataException($"it is truncated before the storage '{name}'");
            using var count = file.Map(position, sizeof(long));
            var elements = BinaryPrimitives.ReadInt64LittleEndian(count.Bytes);
            position += sizeof(long);
            var size = SafeTensorsDType.SizeOf(TypeOfStorage(type)!.Value);
            if (elements < 0 || elements > (file.Length - position) / size) throw new InvalidDataException($"it is truncated in the storage '{name}' of {elements} elements");
            storages[name] = new FilePart(position, elements * size);
            position += elements * size;
        }

        return new PyTorchWeights(stateDict, storages, file);
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
