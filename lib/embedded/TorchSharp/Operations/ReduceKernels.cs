using System.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TorchSharp.Engine;

/// <summary>A reduction of the rows, or of the columns, of a contiguous matrix.</summary>
internal unsafe interface IReduceKernel<TIn, TOut> where TIn : unmanaged where TOut : unmanaged
{
    /// <summary>One result per row of [count, length].</summary>
    static abstract void Rows(TIn* source, TOut* result, long count, long length);

    /// <summary>One result per column of [length, count].</summary>
    static abstract void Columns(TIn* source, TOut* result, long length, long count);
}

internal readonly unsafe struct SumFloat : IReduceKernel<float, float>
{
    public static void Rows(float* source, float* result, long count, long length)
    {
        if (count == 1) *result = Kernels.Reduce.Sum(source, length);
        else Kernels.Reduce.SumRows(source, result, count, length, length);
    }

    public static void Columns(float* source, float* result, long length, long count) => Kernels.Reduce.SumColumns(source, result, length, count, count);
}

internal readonly unsafe struct SumDouble : IReduceKernel<double, double>
{
    public static void Rows(double* source, double* result, long count, long length)
    {
        for (long i = 0; i < count; i++) result[i] = Pairwise(source + (i * length), length);
    }

    public static void Columns(double* source, double* result, long length, long count)
    {
        for (long j = 0; j < count; j++) result[j] = 0;
        for (long i = 0; i < length; i++)
        {
            for (long j = 0; j < count; j++) result[j] += source[(i * count) + j];
        }
    }

    private static double Pairwise(double* source, long length)
    {
        if (length <= 512) return TensorPrimitives.Sum(new ReadOnlySpan<double>(source, (int)length));
        var half = length / 2;
        return Pairwise(source, half) + Pairwise(source + half, length - half);
    }
}

internal readonly unsafe struct SumInteger<T> : IReduceKernel<T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static void Rows(T* source, T* result, long count, long length)
    {
        for (long i = 0; i < count; i++)
        {
            var sum = T.Zero;
            for (long j = 0; j < length; j++) sum += source[(i * length) + j];
            result[i] = sum;
        }
    }

    public static void Columns(T* source, T* result, long length, long count)
    {
        for (long j = 0; j < count; j++) result[j] = T.Zero;
        for (long i = 0; i < length; i++)
        {
            for (long j = 0; j < count; j++) result[j] += source[(i * count) + j];
        }
    }
}
