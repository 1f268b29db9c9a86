namespace TransferLearning.Inference.Kernels;

/// <summary>A table of vectors, one a row.</summary>
internal abstract class EmbeddingTable(int rows, int columns) : IDisposable
{
    /// <summary>The number of vectors.</summary>
    public int Rows { get; } = rows;

    /// <summary>Their width.</summary>
    public int Columns { get; } = columns;

    /// <summary>The memory that it takes, in bytes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Adds a vector to <paramref name="target"/>.</summary>
    public abstract void AddRow(int row, Span<float> target);

    /// <inheritdoc/>
    public abstract void Dispose();
}
