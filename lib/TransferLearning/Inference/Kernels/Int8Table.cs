using System.Numerics.Tensors;

namespace TransferLearning.Inference.Kernels;

/// <summary>A table of vectors in eight bits, a scale for each.</summary>
internal sealed class Int8Table(int rows, int columns, Int8Matrix matrix) : EmbeddingTable(rows, columns)
{
    [ThreadStatic]
    private static float[]? s_row;

    /// <inheritdoc/>
    public override long Bytes => matrix.Values.Length + (matrix.Scales.Length * sizeof(float));

    /// <inheritdoc/>
    public override void AddRow(int row, Span<float> target)
    {
        if (s_row is null || s_row.Length < Columns) s_row = new float[Columns];
        var values = s_row.AsSpan(0, Columns);
        TensorPrimitives.ConvertTruncating<sbyte, float>(matrix.Values.AsSpan(row * Columns, Columns), values);
        TensorPrimitives.MultiplyAdd(values, matrix.Scales[row], target, target);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
