using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>One step of a running computation.</summary>
internal interface IScan
{
    static abstract T Next<T>(T sum, T value) where T : INumber<T>;
}

internal readonly struct RunningSum : IScan
{
    public static T Next<T>(T sum, T value) where T : INumber<T> => sum + value;
}

internal readonly struct RunningProduct : IScan
{
    public static T Next<T>(T sum, T value) where T : INumber<T> => sum * value;
}

/// <summary>Running sums and products along a dimension, and products over dimensions; recorded.</summary>
internal static unsafe class CumulativeOps
{
    internal static Tensor Sum(Tensor x, long dim, ScalarType? type)
    {
        using var source = Prepare(x, type);
        var result = Scan<RunningSum>("cumsum", source, dim);
        return Autograd.IsRecording(source)
            ? Autograd.Record("cumsum", result, [source], [], (_, grad) => [ReverseSum(grad, dim)])
            : result;
    }

    internal static Tensor Product(Tensor x, long dim, ScalarType? type)
    {
        using var source = Prepare(x, type);
        var result = Scan<RunningProduct>("cumprod", source, dim);
        return Autograd.IsRecording(source)
            ? Autograd.Record("cumprod", result, [source], [source, result], (context, grad) => [ProductGradient(grad, context.Saved(0), context.Saved(1), dim)])
            : result;
    }

    /// <summary>The product over one dimension, or over everything.</summary>
    internal static Tensor Prod(Tensor x, long? dim, bool keepdim, ScalarType? type)
    {
        if (dim is null)
        {
            using var flat = x.reshape(-1);
            return Prod(flat, 0, keepdim: false, type);
        }

        var axis = Shapes.Dimension("prod", dim.Value, x.Sizes.Length);
        if (x.Sizes.Length == 0) return Prepare(x, type);
        if (x.Sizes[axis] == 0)
        {
            using var nothing = Prepare(x, type);
            return nothing.sum(axis, keepdim) + 1;
        }

        using var running = Product(x, axis, type);
        using var last = running.narrow(axis, x.Sizes[axis] - 1, 1);
        return keepdim ? last.clone() : last.squeeze(axis).clone();
    }

    private static Tensor Prepare(Tensor x, ScalarType? type) => x.to_type(type ?? (x.is_floating_point() ? x.dtype : ScalarType.Int64));

    private static Tensor ReverseSum(Tensor grad, long dim)
    {
        using var flipped = grad.flip(dim);
        using var sums = flipped.cumsum(dim);
        return sums.flip(dim);
    }

    /// <summary>Without zeros: the reversed running sum of grad * result, divided by x. With zeros, by the definition.</summary>
    private static Tensor ProductGradient(Tensor grad, Tensor x, Tensor result, long dim)
    {
        using var zeros = x.eq(0).any();
        if (!zeros.item<bool>()) return ReverseSum(grad * result, dim) / x;

        // d out[j] / d x[i] is the product of x[..j] without x[i].
        var axis = Shapes.Dimension("cumprod", dim, x.Sizes.Length);
        var sum = FillOps.Zeros(x.Sizes, x.dtype);
        for (long i = 0; i < x.Sizes[axis]; i++)
        {
            using var without = x.clone();
            without.narrow(axis, i, 1).fill_(1);
            using var products = without.cumprod(axis);
            using var after = (grad * products).narrow(axis, i, x.Sizes[axis] - i);
            sum.narrow(axis, i, 1).copy_(after.sum(axis, keepdim: true));
        }

        return sum;
    }

    private static Tensor Scan<TScan>(string name, Tensor x, long dim) where TScan : struct, IScan
    {
        if (x.dtype.IsReduced())
        {
            using var wide = CopyOps.Convert(x, ScalarType.Float32);
            return PointwiseOps.Narrow(Scan<TScan>(name, wide, dim), x.dtype);
        }

        var axis = Shapes.Dimension(name, dim, x.Sizes.Length);
        var result = CopyOps.Clone(x);
        if (x.Sizes.Length == 0 || x.numel() == 0) return result;
        var inner = Shapes.Count(x.Sizes.AsSpan(axis + 1));
        var (length, outer) = (x.Sizes[axis], Shapes.Count(x.Sizes.AsSpan(..axis)));
        switch (x.dtype)
        {
            case ScalarType.Float32: Scan<float, TScan>(result.Pointer<float>(), outer, length, inner); break;
            case ScalarType.Float64: Scan<double, TScan>(result.Pointer<double>(), outer, length, inner); break;
            case ScalarType.Int64: Scan<long, TScan>(result.Pointer<long>(), outer, length, inner); break;
            case ScalarType.Int32: Scan<int, TScan>(result.Pointer<int>(), outer, length, inner); break;
            case ScalarType.Int16: Scan<short, TScan>(result.Pointer<short>(), outer, length, inner); break;
            case ScalarType.Int8: Scan<sbyte, TScan>(result.Pointer<sbyte>(), outer, length, inner); break;
            default: Scan<byte, TScan>(result.Pointer<byte>(), outer, length, inner); break;
        }

        return result;
    }

    private static void Scan<T, TScan>(T* values, long outer, long length, long inner) where T : unmanaged, INumber<T> where TScan : struct, IScan
    {
        for (long o = 0; o < outer; o++, values += length * inner)
        {
            for (var i = inner; i < length * inner; i++) values[i] = TScan.Next(values[i - inner], values[i]);
        }
    }
}
