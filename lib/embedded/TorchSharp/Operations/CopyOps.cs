using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TorchSharp.Engine;

/// <summary>Copies and conversions of type.</summary>
internal static unsafe class CopyOps
{
    /// <summary>A contiguous copy without history.</summary>
    internal static Tensor Clone(Tensor source)
    {
        var result = Tensor.Allocate(source.Sizes, source.dtype);
        CopyData(source, result);
        return result;
    }

    internal static Tensor CloneWithStrides(Tensor source, long[] strides)
    {
        var result = Tensor.AllocateStrided(source.Sizes, strides, source.dtype);
        CopyData(source, result);
        return result;
    }

    internal static Tensor Convert(Tensor source, ScalarType type)
    {
        var result = Tensor.Allocate(source.Sizes, type);
        CopyData(source, result);
        return result;
    }

    /// <summary>Copies the numbers, converting and broadcasting. Knows nothing of autograd.</summary>
    internal static void CopyData(Tensor source, Tensor target)
    {
        if (!Shapes.CanExpand(source.Sizes, target.Sizes))
        {
            throw new InvalidOperationException($"copy: shape {Shapes.Text(source.Sizes)} does not broadcast to {Shapes.Text(target.Sizes)}.");
        }

        if (source.dtype == target.dtype && Shapes.Same(source.Sizes, target.Sizes) && source.is_contiguous() && target.is_contiguous())
        {
            CopyBytes(source, target);
            return;
        }

        if (source.dtype == target.dtype && IsTransposed(source, target))
        {
            Transpose(source, target);
            return;
        }

        if (Shapes.Same(source.Sizes, target.Sizes) && source.is_contiguous() && target.is_contiguous() && ConvertHalf(source, target)) return;
        switch (source.dtype)
        {
            case ScalarType.Float32: From<float>(source, target); break;
            case ScalarType.Float64: From<double>(source, target); break;
            case ScalarType.Int64: From<long>(source, target); break;
            case ScalarType.Int32: From<int>(source, target); break;
            case ScalarType.Int16: From<short>(source, target); break;
            case ScalarType.Int8: From<sbyte>(source, target); break;
            case ScalarType.Byte or ScalarType.Bool: From<byte>(source, target); break;
            case ScalarType.Float16: From<Half>(source, target); break;
            case ScalarType.BFloat16: FromBFloat16(source, target); break;
            default: throw DType.Unsupported(source.dtype);
        }
    }

    private static void CopyBytes(Tensor source, Tensor target)
    {
        byte* from = source.BytePointer, to = target.BytePointer;
        var bytes = source.numel() * source.ElementSize;
        if (from + bytes <= to || to + bytes <= from) Kernels.Blocks.Copy(from, to, bytes);
        else Buffer.MemoryCopy(from, to, bytes, bytes);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>Between float32 and the two 16-bit formats, both contiguous. False for any other pair of types.</summary>
    private static bool ConvertHalf(Tensor source, Tensor target)
    {
        var count = source.numel();
        switch (source.dtype, target.dtype)
        {
            case (ScalarType.Float32, ScalarType.Float16): Kernels.HalfConvert.ToFloat16(source.Pointer<float>(), target.Pointer<Half>(), count); break;
            case (ScalarType.Float16, ScalarType.Float32): Kernels.HalfConvert.FromFloat16(source.Pointer<Half>(), target.Pointer<float>(), count); break;
            case (ScalarType.Float32, ScalarType.BFloat16): Kernels.HalfConvert.ToBFloat16(source.Pointer<float>(), (ushort*)target.BytePointer, count); break;
            case (ScalarType.BFloat16, ScalarType.Float32): Kernels.HalfConvert.FromBFloat16((ushort*)source.BytePointer, target.Pointer<float>(), count); break;
            default: return false;
        }

        GC.KeepAlive(source);
        GC.KeepAlive(target);
        return true;
    }

    /// <summary>target += source where target may have several elements in one place (stride 0).</summary>
    internal static void ScatterAddInto(Tensor target, Tensor source)
    {
        var sizes = target.Sizes;
        var kept = sizes;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (target.Strides[i] != 0 || sizes[i] == 1) continue;
            if (ReferenceEquals(kept, sizes)) kept = (long[])sizes.Clone();
            kept[i] = 1;
        }

        using var place = target.AsStridedData(kept, target.Strides, target.Offset);
        if (ReferenceEquals(kept, sizes))
        {
            PointwiseOps.AccumulateInto(place, source);
            return;
        }

        using var sum = ReductionOps.SumTo(source, kept);
        PointwiseOps.AccumulateInto(place, sum);
    }

    /// <summary>Whether the source's matrices lie column by column and the target's row by row.</summary>
    private static bool IsTransposed(Tensor source, Tensor target) =>
        source.Sizes.Length >= 2 && source.Sizes[^1] > 1 && source.Sizes[^2] > 1 && source.Strides[^2] == 1 && source.Strides[^1] >= source.Sizes[^2]
        && target.is_contiguous() && Shapes.Same(source.Sizes, target.Sizes);

    private static void Transpose(Tensor source, Tensor target)
    {
        var starts = IndexPlan.Places(source.Sizes[..^2], source.Strides[..^2]);
        for (var i = 0; i < starts.Length; i++)
        {
            switch (source.dtype.Size())
            {
                case 1: Transpose<byte>(source, target, starts[i], i); break;
                case 2: Transpose<short>(source, target, starts[i], i); break;
                case 4: Transpose<float>(source, target, starts[i], i); break;
                default: Transpose<double>(source, target, starts[i], i); break;
            }
        }

        GC.KeepAlive(source);
    }

    private static void Transpose<T>(Tensor source, Tensor target, long start, int matrix) where T : unmanaged
    {
        var (rows, columns) = (target.Sizes[^2], target.Sizes[^1]);
        Kernels.Transpose.Run(source.Pointer<T>() + start, columns, rows, source.Strides[^1], target.Pointer<T>() + (matrix * rows * columns), columns);
    }

    private static void From<TFrom>(Tensor source, Tensor target) where TFrom : unmanaged, INumberBase<TFrom>
    {
        switch (target.dtype)
        {
            case ScalarType.Float32: Run<TFrom, float, Truncate<TFrom, float>>(source, target); break;
            case ScalarType.Float64: Run<TFrom, double, Truncate<TFrom, double>>(source, target); break;
            case ScalarType.Int64: Run<TFrom, long, Truncate<TFrom, long>>(source, target); break;
            case ScalarType.Int32: Run<TFrom, int, Truncate<TFrom, int>>(source, target); break;
            case ScalarType.Int16: Run<TFrom, short, Truncate<TFrom, short>>(source, target); break;
            case ScalarType.Int8: Run<TFrom, sbyte, Truncate<TFrom, sbyte>>(source, target); break;
            case ScalarType.Byte: Run<TFrom, byte, Truncate<TFrom, byte>>(source, target); break;
            case ScalarType.Float16: Run<TFrom, Half, Truncate<TFrom, Half>>(source, target); break;
            case ScalarType.Bool: Run<TFrom, byte, NonZero<TFrom>>(source, target); break;
            case ScalarType.BFloat16: Run<TFrom, BFloat16, ToBFloat16<TFrom>>(source, target); break;
            default: throw DType.Unsupported(target.dtype);
        }
    }

    private static void FromBFloat16(Tensor source, Tensor target)
    {
        if (target.dtype == ScalarType.Float32)
        {
            Run<BFloat16, float, FromBFloat16Kernel>(source, target);
            return;
        }

        if (target.dtype == ScalarType.BFloat16)
        {
            Run<ushort, ushort, Truncate<ushort, ushort>>(source, target);
            return;
        }

        using var single = Tensor.Allocate(source.Sizes, ScalarType.Float32);
        Run<BFloat16, float, FromBFloat16Kernel>(source, single);
        From<float>(single, target);
    }

    private static void Run<TFrom, TTo, TKernel>(Tensor source, Tensor target)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TKernel : struct, IUnaryKernel<TFrom, TTo>
    {
        var loop = new StridedLoop(target.Sizes);
        loop.Add(target);
        loop.Add(source);
        var row = default(UnaryRow<TFrom, TTo, TKernel>);
        loop.Run(ref row);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    private readonly struct Truncate<TFrom, TTo> : IUnaryKernel<TFrom, TTo>
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        public static void Invoke(ReadOnlySpan<TFrom> x, Span<TTo> result)
        {
            if (typeof(TFrom) == typeof(TTo)) x.CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<TTo, TFrom>(result));
            else if (IsFloat && IsNarrow) Wrap(x, result);
            else TensorPrimitives.ConvertTruncating(x, result);
        }

        private static bool IsFloat => typeof(TFrom) == typeof(float) || typeof(TFrom) == typeof(double) || typeof(TFrom) == typeof(Half);

        private static bool IsNarrow => typeof(TTo) == typeof(byte) || typeof(TTo) == typeof(sbyte) || typeof(TTo) == typeof(short);

        /// <summary>Floats beyond a narrow integer's range wrap around, as in PyTorch: -1 becomes the byte 255.</summary>
        private static void Wrap(ReadOnlySpan<TFrom> x, Span<TTo> result)
        {
            for (var i = 0; i < x.Length; i++) result[i] = TTo.CreateTruncating(long.CreateTruncating(x[i]));
        }
    }

    private readonly struct NonZero<TFrom> : IUnaryKernel<TFrom, byte> where TFrom : unmanaged, INumberBase<TFrom>
    {
        public static void Invoke(ReadOnlySpan<TFrom> x, Span<byte> result)
        {
            for (var i = 0; i < x.Length; i++) result[i] = TFrom.IsZero(x[i]) ? (byte)0 : (byte)1;
        }
    }

    private readonly struct ToBFloat16<TFrom> : IUnaryKernel<TFrom, BFloat16> where TFrom : unmanaged, INumberBase<TFrom>
    {
        public static void Invoke(ReadOnlySpan<TFrom> x, Span<BFloat16> result)
        {
            for (var i = 0; i < x.Length; i++) result[i] = new BFloat16(float.CreateTruncating(x[i]));
        }
    }

    private readonly struct FromBFloat16Kernel : IUnaryKernel<BFloat16, float>
    {
        public static void Invoke(ReadOnlySpan<BFloat16> x, Span<float> result)
        {
            for (var i = 0; i < x.Length; i++) result[i] = x[i].ToSingle();
        }
    }
}
