using System.IO.MemoryMappedFiles;
using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>A safetensors file, opened for reading through a memory map: the values are copied once, from the file into a tensor.</summary>
public sealed unsafe class SafeTensorsFile : IWeightFile
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly Dictionary<string, SafeTensorsEntry> byName;
    private readonly long dataStart;
    private byte* start;

    private SafeTensorsFile(string path)
    {
        Path = path;

        // The length of what is opened: in the Hub's cache the path is a link, and a link's own length is not the file's.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        var length = stream.Length;
        if (length < 8) throw new InvalidDataException($"the file has {length} bytes, and a safetensors file begins with 8 bytes of header length");

        file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
        try
        {
            var headerLength = SafeTensorsHeader.ReadLength(new ReadOnlySpan<byte>(start, 8), length);
            var header = SafeTensorsHeader.Parse(new ReadOnlySpan<byte>(start + 8, headerLength), length);
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
        TensorValues.Write(Values(entry), entry.DType, target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (start is null) return;
        start = null;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    /// <summary>The raw little-endian values of a tensor, straight from the mapped file.</summary>
    internal ReadOnlySpan<byte> Values(SafeTensorsEntry entry)
    {
        ObjectDisposedException.ThrowIf(start is null, this);
        if (entry.Length > int.MaxValue)
            throw new NotSupportedException($"Tensor '{entry.Name}' takes {entry.Length} bytes; this library reads tensors of up to 2 GB.");
        return new ReadOnlySpan<byte>(start + dataStart + entry.Offset, (int)entry.Length);
    }
}
