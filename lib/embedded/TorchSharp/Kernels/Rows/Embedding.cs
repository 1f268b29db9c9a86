using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Rows of a table by index, and the gradient's way back. Indices are the caller's to check.</summary>
internal static unsafe class Embedding
{
    /// <summary>Columns that one thread adds: four cache lines.</summary>
    private const long Band = 64;

    /// <summary>output[i] = table[indices[i]], rows of <paramref name="dim"/> elements.</summary>
    public static void Gather(float* table, long* indices, float* output, long count, long dim)
        => WorkerPool.ForRange(count, Row.Grain(dim), new GatherRows(table, indices, output, dim));

    /// <summary>
    /// dtable[indices[i]] += dy[i], in the order of i; the row <paramref name="paddingIndex"/> is skipped (-1: none).
    /// Threads share the columns, not the tokens: no two ever write to the same element, and every element is summed in the same order.
    /// </summary>
    public static void ScatterAdd(float* dy, long* indices, float* dtable, long count, long dim, long paddingIndex = -1)
    {
        var body = new ScatterBand(dy, indices, dtable, count, dim, paddingIndex);
        if (count * dim <= 1 << 13) Simd.Run(0, dim, body);
        else Simd.ForRange(dim, Band, body);
    }

    private readonly struct GatherRows(float* table, long* indices, float* output, long dim) : IRangeBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run(long start, long end)
        {
            long bytes = dim * sizeof(float);
            for (long i = start; i < end; i++) Buffer.MemoryCopy(table + (indices[i] * dim), output + (i * dim), bytes, bytes);
        }
    }

    private readonly struct ScatterBand(float* dy, long* indices, float* dtable, long count, long dim, long paddingIndex) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long i = 0; i < count; i++)
            {
                if (indices[i] == paddingIndex) continue;
                float* from = dy + (i * dim), to = dtable + (indices[i] * dim);
                long j = start;
                for (; j + V.Count <= end; j += V.Count) (V.Load(to + j) + V.Load(from + j)).Store(to + j);
                for (; j < end; j++) to[j] += from[j];
            }
        }
    }
}
