using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TransferLearning.Hub;

/// <summary>A safetensors file, opened for reading through a memory map: the values are copied once, from the file into a tensor.</summary>
public sealed class SafeTensorsFile : IWeightFile
{
    private readonly MappedFile file;
    private readonly Dictionary<string, SafeTensorsEntry> byName;
    private readonly long dataStart;

    private SafeTensorsFile(string path)
    {
        Path = path;

        file = new MappedFile(path, leastLength: 8, "the header length with which a safetensors file begins");
        try
        {
            using var first = file.Map(0, 8);
            using var json = file.Map(8, SafeTensorsHeader.ReadLength(first.Bytes, file.Length));
            var header = SafeTensorsHeader.Parse(json.Bytes, file.Length);
            Entries = header.Entries;
            Metadata = header.Metadata;
            dataStart = header.DataStart;
            byName = header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The tensors, in the order in which their values lie in the file.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    /// <summary>The text pairs under <c>__metadata__</c>, for example <c>format</c> = <c>pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The path of a <c>.safetensors</c> file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The header is damaged or does not fit the file; the message says where.</exception>
    public static SafeTensorsFile Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        try
        {
            return new SafeTensorsFile(path);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' is not a sound safetensors file: {error.Message}. Fetch or write it again.", error);
        }
    }

    /// <summary>Whether the file holds a tensor of this name.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>What the header says of one tensor.</summary>
    /// <exception cref="KeyNotFoundException">The file holds no such tensor.</exception>
    public SafeTensorsEntry this[string name] => byName.TryGetValue(name, out var entry)
        ? entry
        : throw new KeyNotFoundException($"'{Path}' holds no tensor '{name}'. It holds {Entries.Count}, among them {string.Join(", ", Entries.Take(3).Select(e => e.Name))}.");

    /// <summary>Reads one tensor, in the type that the file stores.</summary>
    /// <exception cref="KeyNotFoundException">The file holds no such tensor.</exception>
    public Tensor Read(string name)
    {
        var entry = this[name];
        var tensor = empty([.. entry.Shape], dtype: entry.DType);
        CopyTo(name, tensor);
        return tensor;
    }

    /// <summary>Copies one tensor's values into an existing tensor of the same shape, converting the element type where they differ.</summary>
    /// <param name="name">The tensor's name in the file.</param>
    /// <param name="target">Where the values go; on any device, a leaf that requires gradients may be written too.</param>
    /// <exception cref="KeyNotFoundException">The file holds no such tensor.</exception>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyTo(string name, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var entry = this[name];
        if (!target.shape.AsSpan().SequenceEqual([.. entry.Shape]))
            throw new ArgumentException($"'{name}' has the shape [{string.Join(", ", entry.Shape)}] in '{Path}', and the target has [{string.Join(", ", target.shape)}].", nameof(target));
        file.CopyTo(PartOf(entry), entry.DType, target);
    }

    /// <summary>Reads one tensor of floating-point numbers as float32.</summary>
    /// <exception cref="KeyNotFoundException">The file holds no such tensor.</exception>
    internal float[] ReadSingles(string name)
    {
        var values = new float[this[name].NumberOfElements];
        ReadSingles(name, values);
        return values;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The tensor has more or fewer elements than <paramref name="target"/>.</exception>
    public void ReadSingles(string name, Span<float> target)
    {
        var entry = this[name];
        if (entry.NumberOfElements != target.Length)
            throw new ArgumentException($"'{name}' has {entry.NumberOfElements} elements in '{Path}', and the target has room for {target.Length}.", nameof(target));
        file.ReadSingles(PartOf(entry), entry.DType, target);
    }

    /// <summary>Reads one tensor's raw little-endian values.</summary>
    /// <param name="name">The tensor's name in the file.</param>
    /// <param name="target">As many bytes as the values take.</param>
    internal void ReadBytes(string name, Span<byte> target) => file.ReadBytes(PartOf(this[name]), target);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private FilePart PartOf(SafeTensorsEntry entry) => new(dataStart + entry.Offset, entry.Length);
}
