using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Largest and smallest values and where they stand, recorded. NaN counts as the extreme, as in PyTorch.</summary>
internal static unsafe class ExtremeOps
{
    /// <summary>Values and positions along a dimension; the first of equal values wins.</summary>
    internal static (Tensor Values, Tensor Indices) Along(string name, Tensor x, long dim, bool keepdim, bool largest)
    {
        var axis = Shapes.Dimension(name, dim, x.Sizes.Length);
        var indices = Positions(name, x, axis, keepdim, largest);
        if (x.Sizes.Length == 0) return (ViewOps.Clone(x), indices);
        using var positions = keepdim ? indices.alias() : indices.unsqueeze(axis);
        using var values = x.gather(axis, positions);
        return (keepdim ? values.alias() : values.squeeze(axis), indices);
    }

    internal static Tensor Positions(string name, Tensor x, long dim, bool keepdim, bool largest)
    {
        var axis = Shapes.Dimension(name, dim, x.Sizes.Length);
        if (x.Sizes.Length == 0) return FillOps.Zeros(Shapes.Scalar, ScalarType.Int64);
        if (x.Sizes[axis] == 0) throw new InvalidOperationException($"{name}: dimension {axis} of shape {Shapes.Text(x.Sizes)} is empty.");
        var reduced = new bool[x.Sizes.Length];
        reduced[axis] = true;
        return Positions(x, reduced, keepdim, largest);
    }

    internal static Tensor PositionOfAll(string name, Tensor x, bool largest)
    {
        if (x.numel() == 0) throw new InvalidOperationException($"{name}: the tensor of shape {Shapes.Text(x.Sizes)} is empty.");
        var reduced = new bool[x.Sizes.Length];
        Array.Fill(reduced, true);
        return Positions(x, reduced, keepdim: false, largest);
    }

    /// <summary>The extreme over dimensions (none given: all); equal values share the gradient.</summary>
    internal static Tensor Over(string name, Tensor x, ReadOnlySpan<long> dims, bool keepdim, bool largest)
    {
        var reduced = ReductionOps.Mark(name, dims, x.Sizes.Length);
        var (kept, lost) = ReductionOps.Split(reduced);
        if (ReductionOps.Count(x.Sizes, lost) == 0) throw new InvalidOperationException($"{name}: cannot reduce an empty dimension of shape {Shapes.Text(x.Sizes)}.");
        using var rows = ReductionOps.AsRows(x, kept, lost);
        using var positions = Positions(x, reduced, keepdim, largest);
        var count = ReductionOps.Count(x.Sizes, kept);
        using var matrix = rows.AsStridedData([count, rows.numel() / Math.Max(count, 1)], [rows.numel() / Math.Max(count, 1), 1], rows.Offset);
        using var column = positions.AsStridedData([count, 1], [1, 1], 0);
        using var flat = GatherScatterOps.Gather(matrix, 1, column);
        var result = flat.AsStridedData(positions.Sizes, Shapes.ContiguousStrides(positions.Sizes), 0);
        return Autograd.IsRecording(x) ? Record(name, result, x, reduced) : result;
    }

    private static Tensor Record(string name, Tensor result, Tensor x, bool[] reduced)
    {
        var sizes = x.Sizes;
        return Autograd.Record(name, result, [x], [x, result], (context, grad) =>
        {
            var mask = context.Saved(0).eq(ReductionOps.Unreduce(context.Saved(1), sizes, reduced)).to_type(grad.dtype);
            var ties = ReductionOps.Sum(mask, reduced, keepdim: true, grad.dtype);
            return [mask * (ReductionOps.Unreduce(grad, sizes, reduced) / ties)];
        });
    }

    private static Tensor Positions(Tensor x, bool[] reduced, bool keepdim, bool largest)
    {
        if (x.dtype.IsReduced())
        {
            using var wide = CopyOps.Convert(x, ScalarType.Float32);
            return Positions(wide, reduced, keepdim, largest);
        }

        return x.dtype switch
        {
            ScalarType.Float32 => Run<float>(x, reduced, keepdim, largest),
            ScalarType.Float64 => Run<double>(x, reduced, keepdim, largest),
            ScalarType.Int64 => Run<long>(x, reduced, keepdim, largest),
            ScalarType.Int32 => Run<int>(x, reduced, keepdim, largest),
            ScalarType.Int16 => Run<short>(x, reduced, keepdim, largest),
            ScalarType.Int8 => Run<sbyte>(x, reduced, keepdim, largest),
            _ => Run<byte>(x, reduced, keepdim, largest),
        };
    }

    private static Tensor Run<T>(Tensor x, bool[] reduced, bool keepdim, bool largest) where T : unmanaged, INumber<T>
    {
        var (kept, lost) = ReductionOps.Split(reduced);
        using var rows = ReductionOps.AsRows(x, kept, lost);
        var result = Tensor.Allocate(ReductionOps.ResultSizes(x.Sizes, reduced, keepdim), ScalarType.Int64);
        var count = result.numel();
        var length = count == 0 ? 0 : rows.numel() / count;
        var source = rows.Pointer<T>();
        var target = result.Pointer<long>();
        if (typeof(T) == typeof(float) && largest && length > 0) Kernels.Reduce.MaxRows((float*)source, null, target, count, length, length);
        else for (long i = 0; i < count; i++) target[i] = largest ? Largest(source + (i * length), length) : Smallest(source + (i * length), length);
        GC.KeepAlive(rows);
        return result;
    }

    private static long Largest<T>(T* values, long length) where T : unmanaged, INumber<T>
    {
        long best = 0;
        for (long i = 0; i < length; i++)
        {
            if (T.IsNaN(values[i])) return i;
            if (values[i] > values[best]) best = i;
        }

        return best;
    }

    private static long Smallest<T>(T* values, long length) where T : unmanaged, INumber<T>
    {
        long best = 0;
        for (long i = 0; i < length; i++)
        {
            if (T.IsNaN(values[i])) return i;
            if (values[i] < values[best]) best = i;
        }

        return best;
    }
}
