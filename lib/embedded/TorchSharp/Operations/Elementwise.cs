namespace TorchSharp.Engine;

/// <summary>Contiguous runs of elements, long ones cut into pieces for the worker pool.</summary>
internal static unsafe class Elementwise
{
    internal static void Run<TIn, TOut, TKernel>(TOut* result, TIn* x, long count)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        for (long i = 0; i < count; i += Rows.Chunk)
        {
            var n = (int)Math.Min(Rows.Chunk, count - i);
            TKernel.Invoke(new ReadOnlySpan<TIn>(x + i, n), new Span<TOut>(result + i, n));
        }
    }

    internal static void Run<TIn, TOut, TKernel>(TOut* result, TIn* x, TIn* y, long count)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        for (long i = 0; i < count; i += Rows.Chunk)
        {
            var n = (int)Math.Min(Rows.Chunk, count - i);
            TKernel.Invoke(new ReadOnlySpan<TIn>(x + i, n), new ReadOnlySpan<TIn>(y + i, n), new Span<TOut>(result + i, n));
        }
    }

    internal static void Run<TIn, TOut, TKernel>(TOut* result, TIn* x, TIn value, long count, bool swapped)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        for (long i = 0; i < count; i += Rows.Chunk)
        {
            var n = (int)Math.Min(Rows.Chunk, count - i);
            var span = new ReadOnlySpan<TIn>(x + i, n);
            var target = new Span<TOut>(result + i, n);
            if (swapped) TKernel.Invoke(value, span, target);
            else TKernel.Invoke(span, value, target);
        }
    }
}
