using System.IO.MemoryMappedFiles;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TransferLearning.Hub;

/// <summary>A stretch of a file, in bytes.</summary>
internal readonly record struct FilePart(long Offset, long Length);

/// <summary>A file that is read through a memory map, stretch by stretch: values are copied once, from the file into a tensor.</summary>
internal sealed class MappedFile : IDisposable
{
    // A multiple of every element's size. Small enough that the caches keep it, large enough that mapping costs nothing.
    private const int WindowBytes = 8 << 20;

    private readonly MemoryMappedFile _file;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="leastLength">How many bytes it must have; at least 1.</param>
    /// <param name="kind">What it should be, for the message.</param>
    /// <exception cref="InvalidDataException">The file is shorter.</exception>
    public MappedFile(string path, int leastLength, string kind)
    {
        // The length of what is opened: in the Hub's cache the path is a link, and a link's own length is not the file's.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        Length = stream.Length;
        if (Length < leastLength)
        {
            stream.Dispose();
            throw new InvalidDataException($"the file has {Length} bytes, too few for {kind}");
        }

        _file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
    }

    /// <summary>How many bytes the file has.</summary>
    public long Length { get; }

    /// <summary>Maps a stretch for as long as the result is not disposed.</summary>
    public Window Map(long offset, int length) => new(_file, offset, length);

    /// <summary>Copies values into an existing tensor of as many elements, converting the element type where they differ.</summary>
    /// <param name="part">Where the values lie, in row-major order.</param>
    /// <param name="stored">Their type in the file.</param>
    /// <param name="target">Where they go; on any device, a leaf that requires gradients may be written too.</param>
    /// <exception cref="NotSupportedException">More than 2 GB are to go into a view or to another device.</exception>
    public void CopyTo(FilePart part, ScalarType stored, Tensor target)
    {
        using var noGrad = no_grad();
        if (target.device_type != DeviceType.CPU || !target.is_contiguous() || part.Length <= WindowBytes)
        {
            using var whole = Map(part.Offset, LengthInMemory(part));
            TensorValues.Write(whole.Bytes, stored, target);
            return;
        }

        // Window by window: the pages of a mapped file count as this process's memory for as long as they are mapped.
        var size = SafeTensorsDType.SizeOf(stored);
        using var flat = target.view(-1);
        for (var at = 0L; at < part.Length; at += WindowBytes)
        {
            using var window = Map(part.Offset + at, (int)Math.Min(WindowBytes, part.Length - at));
            using var stretch = flat.narrow(0, at / size, window.Bytes.Length / size);
            TensorValues.Write(window.Bytes, stored, stretch);
        }
    }

    /// <summary>Reads floating-point numbers as float32.</summary>
    /// <param name="part">Where they lie.</param>
    /// <param name="stored">Their type in the file.</param>
    /// <param name="target">Room for as many.</param>
    public void ReadSingles(FilePart part, ScalarType stored, Span<float> target)
    {
        var size = SafeTensorsDType.SizeOf(stored);
        for (var at = 0L; at < part.Length; at += WindowBytes)
        {
            using var window = Map(part.Offset + at, (int)Math.Min(WindowBytes, part.Length - at));
            TensorValues.ToSingle(window.Bytes, stored, target.Slice((int)(at / size), window.Bytes.Length / size));
        }
    }

    /// <summary>Reads a stretch's bytes as they are.</summary>
    /// <param name="part">Where they lie.</param>
    /// <param name="target">Room for as many.</param>
    public void ReadBytes(FilePart part, Span<byte> target)
    {
        for (var at = 0L; at < part.Length; at += WindowBytes)
        {
            using var window = Map(part.Offset + at, (int)Math.Min(WindowBytes, part.Length - at));
            window.Bytes.CopyTo(target[(int)at..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>A stretch's length, if it can be mapped at once.</summary>
    /// <exception cref="NotSupportedException">It cannot.</exception>
    public static int LengthInMemory(FilePart part) => part.Length <= int.MaxValue
        ? (int)part.Length
        : throw new NotSupportedException($"A tensor takes {part.Length} bytes; in this way this library reads tensors of up to 2 GB.");

    /// <summary>A stretch of the file in memory.</summary>
    public readonly unsafe ref struct Window
    {
        private readonly MemoryMappedViewAccessor? _view;

        internal Window(MemoryMappedFile file, long offset, int length)
        {
            // A view of no bytes would be one of the whole file.
            if (length == 0) return;
            _view = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Bytes = new ReadOnlySpan<byte>(start + _view.PointerOffset, length);
        }

        /// <summary>The file's bytes.</summary>
        public ReadOnlySpan<byte> Bytes { get; }

        public void Dispose()
        {
            _view?.SafeMemoryMappedViewHandle.ReleasePointer();
            _view?.Dispose();
        }
    }
}
