namespace TorchSharp.Kernels;

/// <summary>The plain twins of <see cref="Embedding"/>.</summary>
internal static unsafe class EmbeddingReference
{
    public static void Gather(float* table, long* indices, float* output, long count, long dim)
    {
        for (long i = 0; i < count; i++)
        {
            for (long j = 0; j < dim; j++) output[(i * dim) + j] = table[(indices[i] * dim) + j];
        }
    }

    public static void ScatterAdd(float* dy, long* indices, float* dtable, long count, long dim, long paddingIndex = -1)
    {
        for (long i = 0; i < count; i++)
        {
            if (indices[i] == paddingIndex) continue;
            for (long j = 0; j < dim; j++) dtable[(indices[i] * dim) + j] += dy[(i * dim) + j];
        }
    }
}
