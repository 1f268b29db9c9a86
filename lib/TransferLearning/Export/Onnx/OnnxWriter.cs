using System.Globalization;
using Google.Protobuf;

namespace TransferLearning.Export.Onnx;

/// <summary>Writes a graph as an ONNX file: the protocol buffers of onnx.proto3, field by field, because their classes are in no package for .NET.</summary>
/// <remarks>The field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3. A nested message is preceded by its length, so small ones are made first.</remarks>
internal static class OnnxWriter
{
    private const int IrVersion = 8, OpsetVersion = 17;

    private enum AttributeType
    {
        Float = 1,
        Int = 2,
        Ints = 7,
    }

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, OnnxGraph graph)
    {
        var opset = Message(output => output.Integer(2, OpsetVersion));
        var before = Message(output =>
        {
            foreach (var node in graph.Nodes) output.Nested(1, Node(node));
            output.Text(2, graph.Name);
        });
        var constants = graph.Constants.Select(constant => (Header: Tensor(constant), Constant: constant)).ToList();
        var after = Message(output =>
        {
            foreach (var value in graph.Inputs) output.Nested(11, Value(value));
            foreach (var value in graph.Outputs) output.Nested(12, Value(value));
        });

        using var file = new Fields(stream);
        file.Integer(1, IrVersion);
        file.Text(2, "transfer-learning-course");
        file.Nested(8, opset);
        file.Begin(7, before.Length + after.Length + constants.Sum(item => Fields.NestedLength(5, TensorLength(item.Header, item.Constant))));
        file.Raw(before);
        foreach (var (header, constant) in constants)
        {
            file.Begin(5, TensorLength(header, constant));
            file.Raw(header);
            file.Begin(9, constant.ByteLength);
            file.Raw(constant.Values());
        }

        file.Raw(after);
    }

    private static byte[] Node(OnnxNode node) => Message(output =>
    {
        foreach (var input in node.Inputs) output.Text(1, input);
        output.Text(2, node.Output);
        output.Text(3, node.Output);
        output.Text(4, node.Operator);
        foreach (var attribute in node.Attributes) output.Nested(5, Attribute(attribute));
    });

    private static byte[] Attribute(OnnxAttribute attribute) => Message(output =>
    {
        output.Text(1, attribute.Name);
        if (attribute.Number is { } number) output.Number(2, number);
        if (attribute.Integer is { } integer) output.Integer(3, integer);
        foreach (var value in attribute.Integers ?? []) output.Integer(8, value);
        output.Integer(20, (long)(attribute.Integers is not null ? AttributeType.Ints : attribute.Integer is not null ? AttributeType.Int : AttributeType.Float));
    });

    /// <summary>A tensor without its values, which come last.</summary>
    private static byte[] Tensor(OnnxTensor tensor) => Message(output =>
    {
        foreach (var size in tensor.Shape) output.Integer(1, size);
        output.Integer(2, (long)tensor.Type);
        output.Text(8, tensor.Name);
    });

    private static long TensorLength(byte[] header, OnnxTensor tensor) => header.Length + Fields.NestedLength(9, tensor.ByteLength);

    private static byte[] Value(OnnxValue value)
    {
        var shape = Message(output =>
        {
            foreach (var size in value.Shape)
            {
                output.Nested(1, Message(dimension =>
                {
                    if (long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) dimension.Integer(1, number);
                    else dimension.Text(2, size);
                }));
            }
        });
        var tensor = Message(output =>
        {
            output.Integer(1, (long)value.Type);
            output.Nested(2, shape);
        });
        return Message(output =>
        {
            output.Text(1, value.Name);
            output.Nested(2, Message(type => type.Nested(1, tensor)));
        });
    }

    private static byte[] Message(Action<Fields> write)
    {
        using var stream = new MemoryStream();
        using (var fields = new Fields(stream)) write(fields);
        return stream.ToArray();
    }

    /// <summary>Writes the fields of a message.</summary>
    private sealed class Fields(Stream stream) : IDisposable
    {
        private readonly CodedOutputStream _output = new(stream, leaveOpen: true);

        /// <summary>How many bytes a nested message takes together with its number and length.</summary>
        public static long NestedLength(int field, long length) => CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeUInt64Size((ulong)length) + length;

        public void Integer(int field, long value)
        {
            _output.WriteTag(field, WireFormat.WireType.Varint);
            _output.WriteInt64(value);
        }

        public void Number(int field, float value)
        {
            _output.WriteTag(field, WireFormat.WireType.Fixed32);
            _output.WriteFloat(value);
        }

        public void Text(int field, string value)
        {
            _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            _output.WriteString(value);
        }

        public void Nested(int field, byte[] message)
        {
            Begin(field, message.Length);
            Raw(message);
        }

        /// <summary>The beginning of a nested message, or of bytes, of a length.</summary>
        public void Begin(int field, long length)
        {
            _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            _output.WriteUInt64((ulong)length);
        }

        public void Raw(byte[] bytes)
        {
            _output.Flush();
            stream.Write(bytes);
        }

        public void Dispose() => _output.Dispose();
    }
}
