using System.Runtime.CompilerServices;

namespace TorchSharp.Engine;

/// <summary>A function of one element, over spans.</summary>
internal interface IUnaryKernel<TIn, TOut>
{
    static abstract void Invoke(ReadOnlySpan<TIn> x, Span<TOut> result);
}

/// <summary>A function of two elements, over spans and over a span with one value.</summary>
internal interface IBinaryKernel<TIn, TOut>
{
    static abstract void Invoke(ReadOnlySpan<TIn> x, ReadOnlySpan<TIn> y, Span<TOut> result);

    static abstract void Invoke(ReadOnlySpan<TIn> x, TIn y, Span<TOut> result);

    static abstract void Invoke(TIn x, ReadOnlySpan<TIn> y, Span<TOut> result);
}

/// <summary>Operands: 0 the result, 1 the argument.</summary>
internal readonly unsafe struct UnaryRow<TIn, TOut, TKernel> : IRowBody
    where TIn : unmanaged
    where TOut : unmanaged
    where TKernel : struct, IUnaryKernel<TIn, TOut>
{
    [SkipLocalsInit]
    public void Run(byte** pointers, long* strides, long count)
    {
        if (strides[0] == sizeof(TOut) && strides[1] == sizeof(TIn))
        {
            for (long i = 0; i < count; i += Rows.Chunk)
            {
                var n = (int)Math.Min(Rows.Chunk, count - i);
                TKernel.Invoke(new ReadOnlySpan<TIn>((TIn*)pointers[1] + i, n), new Span<TOut>((TOut*)pointers[0] + i, n));
            }

            return;
        }

        var x = stackalloc TIn[Rows.Block];
        var r = stackalloc TOut[Rows.Block];
        for (long i = 0; i < count; i += Rows.Block)
        {
            var n = (int)Math.Min(Rows.Block, count - i);
            Rows.Gather(pointers[1] + (i * strides[1]), strides[1], x, n);
            TKernel.Invoke(new ReadOnlySpan<TIn>(x, n), new Span<TOut>(r, n));
            Rows.Scatter(r, pointers[0] + (i * strides[0]), strides[0], n);
        }
    }
}

/// <summary>Operands: 0 the result, 1 and 2 the arguments.</summary>
internal readonly unsafe struct BinaryRow<TIn, TOut, TKernel> : IRowBody
    where TIn : unmanaged
    where TOut : unmanaged
    where TKernel : struct, IBinaryKernel<TIn, TOut>
{
    [SkipLocalsInit]
    public void Run(byte** pointers, long* strides, long count)
    {
        long sx = strides[1], sy = strides[2];
        if (strides[0] == sizeof(TOut) && (sx == sizeof(TIn) || sx == 0) && (sy == sizeof(TIn) || sy == 0) && (sx | sy) != 0)
        {
            for (long i = 0; i < count; i += Rows.Chunk)
            {
                var n = (int)Math.Min(Rows.Chunk, count - i);
                var result = new Span<TOut>((TOut*)pointers[0] + i, n);
                if (sy == 0) TKernel.Invoke(new ReadOnlySpan<TIn>((TIn*)pointers[1] + i, n), *(TIn*)pointers[2], result);
                else if (sx == 0) TKernel.Invoke(*(TIn*)pointers[1], new ReadOnlySpan<TIn>((TIn*)pointers[2] + i, n), result);
                else TKernel.Invoke(new ReadOnlySpan<TIn>((TIn*)pointers[1] + i, n), new ReadOnlySpan<TIn>((TIn*)pointers[2] + i, n), result);
            }

            return;
        }

        var x = stackalloc TIn[Rows.Block];
        var y = stackalloc TIn[Rows.Block];
        var r = stackalloc TOut[Rows.Block];
        for (long i = 0; i < count; i += Rows.Block)
        {
            var n = (int)Math.Min(Rows.Block, count - i);
            Rows.Gather(pointers[1] + (i * sx), sx, x, n);
            Rows.Gather(pointers[2] + (i * sy), sy, y, n);
            TKernel.Invoke(new ReadOnlySpan<TIn>(x, n), new ReadOnlySpan<TIn>(y, n), new Span<TOut>(r, n));
            Rows.Scatter(r, pointers[0] + (i * strides[0]), strides[0], n);
        }
    }
}

/// <summary>Moving rows between strided memory and a small buffer.</summary>
internal static unsafe class Rows
{
    /// <summary>Elements of the buffer for operands that are not contiguous.</summary>
    internal const int Block = 256;

    /// <summary>Longest span handed to a kernel at once.</summary>
    internal const int Chunk = 1 << 30;

    internal static void Gather<T>(byte* source, long stride, T* target, int count) where T : unmanaged
    {
        if (stride == sizeof(T))
        {
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
            return;
        }

        for (var i = 0; i < count; i++) target[i] = *(T*)(source + (i * stride));
    }

    internal static void Scatter<T>(T* source, byte* target, long stride, int count) where T : unmanaged
    {
        if (stride == sizeof(T))
        {
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
            return;
        }

        for (var i = 0; i < count; i++) *(T*)(target + (i * stride)) = source[i];
    }
}
