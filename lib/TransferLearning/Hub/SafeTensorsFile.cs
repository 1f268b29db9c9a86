using System.IO.MemoryMappedFiles;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TransferLearning.Hub;

/// <summary>A safetensors file, opened for reading through a memory map: the values are copied once, from the file into a tensor.</summary>
public sealed class SafeTensorsFile : IWeightFile
{
    // A multiple of every element's size. Small enough that the caches keep it, large enough that mapping costs nothing.
    private const int WindowBytes = 8 << 20;

    private readonly MemoryMappedFile file;
    private readonly Dictionary<string, SafeTensorsEntry> byName;
    private readonly long dataStart;

    private SafeTensorsFile(string path)
    {
        Path = path;

        // The length of what is opened: in the Hub's cache the path is a link, and a link's own length is not the file's.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        var length = stream.Length;
        if (length < 8)
        {
            stream.Dispose();
            throw new InvalidDataException($"the file has {length} bytes, and a safetensors file begins with 8 bytes of header length");
        }

        file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        try
        {
            using var first = new Window(file, 0, 8);
            using var json = new Window(file, 8, SafeTensorsHeader.ReadLength(first.Bytes, length));
            var header = SafeTensorsHeader.Parse(json.Bytes, length);
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
        using var noGrad = no_grad();
        if (target.device_type != DeviceType.CPU || !target.is_contiguous() || entry.Length <= WindowBytes)
        {
            using var whole = new Window(file, dataStart + entry.Offset, CheckedLength(entry));
            TensorValues.Write(whole.Bytes, entry.DType, target);
            return;
        }

        // Window by window: the pages of a mapped file count as this process's memory for as long as they are mapped.
        var size = SafeTensorsDType.SizeOf(entry.DType);
        using var flat = target.view(-1);
        for (var at = 0L; at < entry.Length; at += WindowBytes)
        {
            using var window = new Window(file, dataStart + entry.Offset + at, (int)Math.Min(WindowBytes, entry.Length - at));
            using var part = flat.narrow(0, at / size, window.Bytes.Length / size);
            TensorValues.Write(window.Bytes, entry.DType, part);
        }
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
        var size = SafeTensorsDType.SizeOf(entry.DType);
        for (var at = 0L; at < entry.Length; at += WindowBytes)
        {
            using var window = new Window(file, dataStart + entry.Offset + at, (int)Math.Min(WindowBytes, entry.Length - at));
            TensorValues.ToSingle(window.Bytes, entry.DType, target.Slice((int)(at / size), window.Bytes.Length / size));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static int CheckedLength(SafeTensorsEntry entry) => entry.Length <= int.MaxValue
        ? (int)entry.Length
        : throw new NotSupportedException($"Tensor '{entry.Name}' takes {entry.Length} bytes; this library reads tensors of up to 2 GB in this way.");

    /// <summary>A stretch of the file, mapped into memory for as long as it is not disposed.</summary>
    private readonly unsafe ref struct Window
    {
        private readonly MemoryMappedViewAccessor? view;

        public Window(MemoryMappedFile file, long offset, int length)
        {
            // A view of no bytes would be one of the whole file.
            if (length == 0) return;
            view = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Bytes = new ReadOnlySpan<byte>(start + view.PointerOffset, length);
        }

        /// <summary>The raw little-endian values.</summary>
        public ReadOnlySpan<byte> Bytes { get; }

        public void Dispose()
        {
            view?.SafeMemoryMappedViewHandle.ReleasePointer();
            view?.Dispose();
        }
    }
}
