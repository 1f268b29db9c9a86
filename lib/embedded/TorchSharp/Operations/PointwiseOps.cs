using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Arithmetic on two numbers of the same type.</summary>
internal interface IArithmetic
{
    static abstract void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result) where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>;
}

/// <summary>A test of two numbers of the same type.</summary>
internal interface IComparison
{
    static abstract bool Test<T>(T x, T y) where T : unmanaged, INumber<T>;

    /// <summary>Lane by lane: all bits set or none.</summary>
    static abstract Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged;
}

/// <summary>Functions of one or two elements: broadcasting, promotion and the choice of kernel. They record nothing.</summary>
internal static unsafe class PointwiseOps
{
    internal static Tensor Add(Tensor a, Tensor b) => Binary<AddKernel>("add", a, b, DType.Promote(a, b));

    internal static Tensor Sub(Tensor a, Tensor b) => Binary<SubKernel>("sub", a, b, DType.Promote(a, b));

    internal static Tensor Mul(Tensor a, Tensor b) => Binary<MulKernel>("mul", a, b, DType.Promote(a, b));

    [OverloadResolutionPriority(1)]
    internal static Tensor Mul(Tensor a, Number b) => Binary<MulKernel>(a, b, DType.Promote(a.dtype, b));

    internal static Tensor Div(Tensor a, Tensor b) => Binary<DivKernel>("div", a, b, DType.ToFloat(DType.Promote(a, b)));

    /// <summary>sum += term, in place and unrecorded.</summary>
    internal static void AccumulateInto(Tensor sum, Tensor term)
    {
        if (term.dtype == sum.dtype && !sum.dtype.IsReduced())
        {
            Into<AddKernel>(sum, sum, term);
            return;
        }

        using var total = Add(sum, term);
        CopyOps.CopyData(total, sum);
    }

    /// <summary>The operation on two tensors converted to <paramref name="type"/>.</summary>
    internal static Tensor Binary<TOp>(string name, Tensor a, Tensor b, ScalarType type) where TOp : struct, IArithmetic
    {
        if (type.IsReduced()) return Narrow(Binary<TOp>(name, a, b, ScalarType.Float32), type);
        var result = Tensor.Allocate(Shapes.Broadcast(name, a.Sizes, b.Sizes), type);
        using var x = As(a, type);
        using var y = As(b, type);
        Into<TOp>(result, x.Tensor, y.Tensor);
        return result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Binary<TOp>(Tensor a, Number b, ScalarType type) where TOp : struct, IArithmetic
    {
        if (type.IsReduced()) return Narrow(Binary<TOp>(a, b, ScalarType.Float32), type);
        var result = Tensor.Allocate(a.Sizes, type);
        using var x = As(a, type);
        Into<TOp>(result, x.Tensor, b, swapped: false);
        return result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Binary<TOp>(Number a, Tensor b, ScalarType type) where TOp : struct, IArithmetic
    {
        if (type.IsReduced()) return Narrow(Binary<TOp>(a, b, ScalarType.Float32), type);
        var result = Tensor.Allocate(b.Sizes, type);
        using var y = As(b, type);
        Into<TOp>(result, y.Tensor, a, swapped: true);
        return result;
    }

    internal static void Into<TOp>(Tensor result, Tensor x, Tensor y) where TOp : struct, IArithmetic
    {
        switch (result.dtype)
        {
            case ScalarType.Float32: Into<float, float, Arithmetic<float, TOp>>(result, x, y); break;
            case ScalarType.Float64: Into<double, double, Arithmetic<double, TOp>>(result, x, y); break;
            case ScalarType.Int64: Into<long, long, Arithmetic<long, TOp>>(result, x, y); break;
            case ScalarType.Int32: Into<int, int, Arithmetic<int, TOp>>(result, x, y); break;
            case ScalarType.Int16: Into<short, short, Arithmetic<short, TOp>>(result, x, y); break;
            case ScalarType.Int8: Into<sbyte, sbyte, Arithmetic<sbyte, TOp>>(result, x, y); break;
            case ScalarType.Byte: Into<byte, byte, Arithmetic<byte, TOp>>(result, x, y); break;
            case ScalarType.Bool: Into<byte, byte, Truth<TOp>>(result, x, y); break;
            default: throw DType.Unsupported(result.dtype);
        }
    }

    internal static void Into<TOp>(Tensor result, Tensor x, Number value, bool swapped) where TOp : struct, IArithmetic
    {
        switch (result.dtype)
        {
            case ScalarType.Float32: Into<float, float, Arithmetic<float, TOp>>(result, x, value.As<float>(), swapped); break;
            case ScalarType.Float64: Into<double, double, Arithmetic<double, TOp>>(result, x, value.As<double>(), swapped); break;
            case ScalarType.Int64: Into<long, long, Arithmetic<long, TOp>>(result, x, value.As<long>(), swapped); break;
            case ScalarType.Int32: Into<int, int, Arithmetic<int, TOp>>(result, x, value.As<int>(), swapped); break;
            case ScalarType.Int16: Into<short, short, Arithmetic<short, TOp>>(result, x, value.As<short>(), swapped); break;
            case ScalarType.Int8: Into<sbyte, sbyte, Arithmetic<sbyte, TOp>>(result, x, value.As<sbyte>(), swapped); break;
            case ScalarType.Byte: Into<byte, byte, Arithmetic<byte, TOp>>(result, x, value.As<byte>(), swapped); break;
            case ScalarType.Bool: Into<byte, byte, Truth<TOp>>(result, x, value.As<byte>(), swapped); break;
            default: throw DType.Unsupported(result.dtype);
        }
    }

    internal static Tensor Compare<TOp>(string name, Tensor a, Tensor b) where TOp : struct, IComparison
    {
        var type = DType.Promote(a, b);
        if (type.IsReduced()) type = ScalarType.Float32;
        var result = Tensor.Allocate(Shapes.Broadcast(name, a.Sizes, b.Sizes), ScalarType.Bool);
        using var x = As(a, type);
        using var y = As(b, type);
        switch (type)
        {
            case ScalarType.Float32: Into<float, byte, ComparisonLoop<float, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Float64: Into<double, byte, ComparisonLoop<double, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int64: Into<long, byte, ComparisonLoop<long, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int32: Into<int, byte, ComparisonLoop<int, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int16: Into<short, byte, ComparisonLoop<short, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int8: Into<sbyte, byte, ComparisonLoop<sbyte, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Byte or ScalarType.Bool: Into<byte, byte, ComparisonLoop<byte, TOp>>(result, x.Tensor, y.Tensor); break;
            default: throw DType.Unsupported(type);
        }

        return result;
    }

    /// <summary>A number as a tensor of no dimensions, of the type it takes beside <paramref name="beside"/>.</summary>
    internal static Tensor Wrap(Number value, ScalarType beside)
    {
        var type = DType.Promote(beside, value);
        return FillOps.Full(Shapes.Scalar, value, type.IsReduced() ? ScalarType.Float32 : type);
    }

    /// <summary>The tensor as <paramref name="type"/>: itself, or a converted copy that is disposed with the result.</summary>
    internal static Lent As(Tensor tensor, ScalarType type) =>
        tensor.dtype == type ? new Lent(tensor, owned: false) : new Lent(CopyOps.Convert(tensor, type), owned: true);

    internal static Tensor Narrow(Tensor wide, ScalarType type)
    {
        using (wide) return CopyOps.Convert(wide, type);
    }

    internal static void Into<TIn, TOut, TKernel>(Tensor result, Tensor x, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (ReferenceEquals(x.Sizes, y.Sizes) || Shapes.Same(x.Sizes, y.Sizes))
        {
            if (x.is_contiguous() && y.is_contiguous() && result.is_contiguous() && Shapes.Same(x.Sizes, result.Sizes))
            {
                Elementwise.Run<TIn, TOut, TKernel>(result.Pointer<TOut>(), x.Pointer<TIn>(), y.Pointer<TIn>(), result.numel());
                GC.KeepAlive(result);
                GC.KeepAlive(x);
                GC.KeepAlive(y);
                return;
            }
        }

        var loop = new StridedLoop(result.Sizes);
        loop.Add(result);
        loop.Add(x);
        loop.Add(y);
        var row = default(BinaryRow<TIn, TOut, TKernel>);
        loop.Run(ref row);
        GC.KeepAlive(result);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    private static void Into<TIn, TOut, TKernel>(Tensor result, Tensor x, TIn value, bool swapped)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (x.is_contiguous() && result.is_contiguous() && Shapes.Same(x.Sizes, result.Sizes))
        {
            Elementwise.Run<TIn, TOut, TKernel>(result.Pointer<TOut>(), x.Pointer<TIn>(), value, result.numel(), swapped);
            GC.KeepAlive(result);
            GC.KeepAlive(x);
            return;
        }

        var loop = new StridedLoop(result.Sizes);
        loop.Add(result);
        if (swapped) loop.AddValue(&value);
        loop.Add(x);
        if (!swapped) loop.AddValue(&value);
        var row = default(BinaryRow<TIn, TOut, TKernel>);
        loop.Run(ref row);
        GC.KeepAlive(result);
        GC.KeepAlive(x);
    }

    /// <summary>A tensor borrowed or, if it had to be converted, owned.</summary>
    internal readonly ref struct Lent(Tensor tensor, bool owned)
    {
        internal Tensor Tensor => tensor;

        public void Dispose()
        {
            if (owned) tensor.Dispose();
        }
    }

    private readonly struct Arithmetic<T, TOp> : IBinaryKernel<T, T> where T : unmanaged, INumber<T> where TOp : struct, IArithmetic
    {
        public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) => TOp.Invoke(x, y, result);

        public static void Invoke(ReadOnlySpan<T> x, T y, Span<T> result) => TOp.Invoke(x, y, result);

        public static void Invoke(T x, ReadOnlySpan<T> y, Span<T> result) => TOp.Invoke(x, y, result);
    }

    /// <summary>Arithmetic on truth values: computed on bytes, every nonzero result is true.</summary>
    private readonly struct Truth<TOp> : IBinaryKernel<byte, byte> where TOp : struct, IArithmetic
    {
        public static void Invoke(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, Span<byte> result)
        {
            TOp.Invoke(x, y, result);
            Normalize(result);
        }

        public static void Invoke(ReadOnlySpan<byte> x, byte y, Span<byte> result)
        {
            TOp.Invoke(x, y, result);
            Normalize(result);
        }

        public static void Invoke(byte x, ReadOnlySpan<byte> y, Span<byte> result)
        {
            TOp.Invoke(x, y, result);
            Normalize(result);
        }

        private static void Normalize(Span<byte> result)
        {
            foreach (ref var value in result) value = value == 0 ? (byte)0 : (byte)1;
        }
    }
}
