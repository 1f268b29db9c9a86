using TorchSharp.Threading;

namespace TorchSharp.Engine;

/// <summary>Contiguous runs of elements, long ones cut into pieces for the worker pool.</summary>
internal static unsafe class Elementwise
{
    /// <summary>Elements per piece: enough work to be worth handing over, few enough for the cache.</summary>
    private const long Grain = 1 << 15;

    internal static void Run<TIn, TOut, TKernel>(TOut* result, TIn* x, long count)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (count <= Grain) TKernel.Invoke(new ReadOnlySpan<TIn>(x, (int)count), new Span<TOut>(result, (int)count));
        else WorkerPool.ForRange(count, Grain, new Unary<TIn, TOut, TKernel>(result, x));
    }

    internal static void Run<TIn, TOut, TKernel>(TOut* result, TIn* x, TIn* y, long count)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (count <= Grain) TKernel.Invoke(new ReadOnlySpan<TIn>(x, (int)count), new ReadOnlySpan<TIn>(y, (int)count), new Span<TOut>(result, (int)count));
        else WorkerPool.ForRange(count, Grain, new Binary<TIn, TOut, TKernel>(result, x, y));
    }

    internal static void Run<TIn, TOut, TKernel>(TOut* result, TIn* x, TIn value, long count, bool swapped)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var body = new WithValue<TIn, TOut, TKernel>(result, x, value, swapped);
        if (count <= Grain) body.Run(0, count);
        else WorkerPool.ForRange(count, Grain, body);
    }

    private readonly struct Unary<TIn, TOut, TKernel>(TOut* result, TIn* x) : IRangeBody
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        public void Run(long start, long end)
        {
            var n = (int)(end - start);
            TKernel.Invoke(new ReadOnlySpan<TIn>(x + start, n), new Span<TOut>(result + start, n));
        }
    }

    private readonly struct Binary<TIn, TOut, TKernel>(TOut* result, TIn* x, TIn* y) : IRangeBody
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        public void Run(long start, long end)
        {
            var n = (int)(end - start);
            TKernel.Invoke(new ReadOnlySpan<TIn>(x + start, n), new ReadOnlySpan<TIn>(y + start, n), new Span<TOut>(result + start, n));
        }
    }

    private readonly struct WithValue<TIn, TOut, TKernel>(TOut* result, TIn* x, TIn value, bool swapped) : IRangeBody
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        public void Run(long start, long end)
        {
            var n = (int)(end - start);
            var span = new ReadOnlySpan<TIn>(x + start, n);
            var target = new Span<TOut>(result + start, n);
            if (swapped) TKernel.Invoke(value, span, target);
            else TKernel.Invoke(span, value, target);
        }
    }
}
