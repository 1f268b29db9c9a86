using TorchSharp.Engine;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

// The format: element type, number of dimensions, each dimension, all LEB128; then the elements, row-major, little-endian.
public static partial class TensorExtensionMethods
{
    private const int Piece = 1 << 24;

    /// <summary>Makes a parameter of the tensor, which is disposed.</summary>
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>Writes type, shape and elements in TorchSharp's binary format.</summary>
    public static unsafe void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.WriteLeb128((long)tensor.dtype);
        writer.WriteLeb128(tensor.dim());
        foreach (long size in tensor.shape) writer.WriteLeb128(size);
        using var dense = Dense.Of(tensor);
        long length = tensor.numel() * tensor.ElementSize;
        for (long done = 0; done < length; done += Piece)
            writer.Write(new ReadOnlySpan<byte>(dense.Tensor.BytePointer + done, (int)Math.Min(Piece, length - done)));
        GC.KeepAlive(tensor);
    }

    /// <summary>Writes type, shape and elements, and closes the stream.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes type, shape and elements to a file, which appears under its name only once it is complete.</summary>
    public static void Save(this Tensor tensor, string location) => AtomicFile.Write(location, stream => tensor.Save(stream));

    /// <summary>Reads what <see cref="Save(Tensor, BinaryWriter)"/> wrote into a new tensor.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="skip">Pass over the elements: they are undefined.</param>
    /// <exception cref="InvalidDataException">It is no tensor.</exception>
    /// <exception cref="EndOfStreamException">The elements are not all there.</exception>
    public static unsafe Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        var result = empty(shape, type);
        long length = result.numel() * result.ElementSize;
        for (long done = 0; done < length; done += Piece)
        {
            int size = (int)Math.Min(Piece, length - done);
            if (skip) reader.BaseStream.Seek(size, SeekOrigin.Current);
            else reader.BaseStream.ReadExactly(new Span<byte>(result.BytePointer + done, size));
        }
        return result;
    }

    /// <summary>Reads what <see cref="Save(Tensor, BinaryWriter)"/> wrote into a tensor of the same type and shape.</summary>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var loaded = Load(reader, skip);
        if (loaded.dtype != tensor.dtype || (!skip && !loaded.shape.AsSpan().SequenceEqual(tensor.shape)))
            throw new ArgumentException(
                $"The file has a tensor of {loaded.dtype} [{string.Join(", ", loaded.shape)}] where {tensor.dtype} [{string.Join(", ", tensor.shape)}] is expected.");
        if (skip) return;
        using var _ = no_grad();
        tensor.copy_(loaded);
    }

    /// <summary>Reads what <see cref="Save(Tensor, BinaryWriter)"/> wrote; a null tensor is created.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null) tensor = Load(reader, skip);
        else tensor.Load(reader, skip);
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        const int MaxDimensions = 64;
        long type = reader.ReadLeb128(), dimensions = reader.ReadLeb128();
        if (!Enum.IsDefined((ScalarType)type) || dimensions > MaxDimensions)
            throw new InvalidDataException($"There is no tensor of type {type} with {dimensions} dimensions: the file is damaged, or not a TorchSharp file.");
        var shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++) shape[i] = reader.ReadLeb128();
        return ((ScalarType)type, shape);
    }
}
