using TorchSharp.Engine;

namespace TorchSharp;

// The format of TorchSharp's own files: element type, number of dimensions and sizes as LEB128 numbers, then the raw elements.
public static partial class TensorExtensionMethods
{
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        writer.Write7BitEncodedInt64(tensor.Sizes.Length);
        foreach (var size in tensor.Sizes) writer.Write7BitEncodedInt64(size);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this torch.Tensor tensor, string location) => AtomicFile.Write(location, tensor.Save);

    /// <summary>A new tensor from what <see cref="Save(torch.Tensor, BinaryWriter)"/> wrote; null contents if skipped.</summary>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, sizes) = ReadHead(reader);
        var tensor = torch.Tensor.Allocate(sizes, type);
        if (skip) Skip(reader, sizes, type);
        else tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }

    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, sizes) = ReadHead(reader);
        if (skip)
        {
            Skip(reader, sizes, type);
            return;
        }

        if (type != tensor.dtype || !Shapes.Same(sizes, tensor.Sizes))
        {
            throw new ArgumentException($"Load: the file holds {type} {Shapes.Text(sizes)}, the tensor is {tensor.dtype} {Shapes.Text(tensor.Sizes)}.");
        }

        tensor.ReadBytesFromStream(reader.BaseStream);
    }

    public static void Load(ref torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null) tensor = Load(reader, skip);
        else tensor.Load(reader, skip);
    }

    private static (torch.ScalarType Type, long[] Sizes) ReadHead(BinaryReader reader)
    {
        var type = reader.Read7BitEncodedInt64();
        var rank = reader.Read7BitEncodedInt64();
        if (type is < 0 or > 15 || rank is < 0 or > 64) throw new InvalidDataException($"Not a tensor in TorchSharp's format: element type {type}, {rank} dimensions.");
        var sizes = new long[rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = reader.Read7BitEncodedInt64();
        return ((torch.ScalarType)type, sizes);
    }

    private static void Skip(BinaryReader reader, long[] sizes, torch.ScalarType type)
    {
        var left = Shapes.Count(sizes) * type.Size();
        var buffer = new byte[(int)Math.Min(left, 1 << 16)];
        while (left > 0)
        {
            var read = reader.BaseStream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) throw new EndOfStreamException($"The file ends {left} bytes before the end of a tensor of shape {Shapes.Text(sizes)}.");
            left -= read;
        }
    }
}
