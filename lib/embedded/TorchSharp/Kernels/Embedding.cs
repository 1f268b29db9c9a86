namespace TorchSharp.Kernels;

/// <summary>Rows of a table by index, and the gradient's way back. Indices are the caller's to check.</summary>
internal static unsafe class Embedding
{
    /// <summary>output[i] = table[indices[i]], rows of <paramref name="dim"/> elements.</summary>
    public static void Gather(float* table, long* indices, float* output, long count, long dim)
    {
        for (long i = 0; i < count; i++) Buffer.MemoryCopy(table + (indices[i] * dim), output + (i * dim), dim * sizeof(float), dim * sizeof(float));
    }

    /// <summary>dtable[indices[i]] += dy[i], in the order of i; the row <paramref name="paddingIndex"/> is skipped (-1: none).</summary>
    public static void ScatterAdd(float* dy, long* indices, float* dtable, long count, long dim, long paddingIndex = -1)
    {
        for (long i = 0; i < count; i++)
        {
            if (indices[i] == paddingIndex) continue;
            for (long j = 0; j < dim; j++) dtable[(indices[i] * dim) + j] += dy[(i * dim) + j];
        }
    }
}
