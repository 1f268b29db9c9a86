using System.Numerics.Tensors;

namespace TransferLearning.Inference.Kernels;

/// <summary>A table in float32.</summary>
internal sealed unsafe class FloatTable : EmbeddingTable
{
    private readonly NativeBuffer _values;

    /// <summary>Makes a table; <paramref name="fill"/> writes its values, row by row.</summary>
    public FloatTable(int rows, int columns, Action<Span<float>> fill)
        : base(rows, columns)
    {
        _values = NativeBuffer.ForFloats((long)rows * columns);
        fill(new Span<float>(_values.Floats, checked(rows * columns)));
    }

    /// <inheritdoc/>
    public override long Bytes => _values.ByteLength;

    /// <inheritdoc/>
    public override void AddRow(int row, Span<float> target) => TensorPrimitives.Add(target, new ReadOnlySpan<float>(_values.Floats + ((long)row * Columns), Columns), target);

    /// <inheritdoc/>
    public override void Dispose() => _values.Dispose();
}
