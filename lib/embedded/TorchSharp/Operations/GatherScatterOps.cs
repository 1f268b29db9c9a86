using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Reading and writing along one dimension at positions that an index tensor of the same rank gives, recorded.</summary>
internal static unsafe class GatherScatterOps
{
    internal static Tensor Gather(Tensor source, long dim, Tensor index)
    {
        var axis = Check("gather", source, dim, index);
        var result = Tensor.Allocate(index.Sizes, source.dtype);
        Walk(source, axis, index, result, write: false);
        return Autograd.IsRecording(source) ? RecordGather(result, source, axis, index) : result;
    }

    /// <summary>target[index[i]] = source[i], unrecorded.</summary>
    internal static void WriteInto(Tensor target, long dim, Tensor index, Tensor source)
    {
        var axis = Check("scatter", target, dim, index);
        CheckSource("scatter", index, source, target);
        Walk(target, axis, index, source, write: true);
    }

    /// <summary>target[index[i]] += source[i], unrecorded, in order.</summary>
    internal static void AddInto(Tensor target, long dim, Tensor index, Tensor source)
    {
        var axis = Check("scatter_add", target, dim, index);
        CheckSource("scatter_add", index, source, target);
        switch (target.dtype)
        {
            case ScalarType.Float32: Run<float, AddAt<float>>(target, axis, index, source); break;
            case ScalarType.Float64: Run<double, AddAt<double>>(target, axis, index, source); break;
            case ScalarType.Int64: Run<long, AddAt<long>>(target, axis, index, source); break;
            case ScalarType.Int32: Run<int, AddAt<int>>(target, axis, index, source); break;
            case ScalarType.Float16: Run<Half, AddAt<Half>>(target, axis, index, source); break;
            default: throw new NotSupportedException($"scatter_add on {target.dtype} is not in the embedded engine; `./course use nuget` has it.");
        }
    }

    internal static Tensor Scatter(Tensor x, long dim, Tensor index, Tensor source)
    {
        var result = CopyOps.Clone(x);
        WriteInto(result, dim, index, source);
        if (!Autograd.IsRecording(x, source)) return result;
        return Autograd.Record("scatter", result, [x, source], [index], (context, grad) =>
        {
            Tensor? ofX = null;
            if (context.NeedsGrad(0))
            {
                ofX = CopyOps.Clone(grad);
                WriteInto(ofX, dim, context.Saved(0), FillOps.Zeros(context.Saved(0).Sizes, grad.dtype));
            }

            return [ofX, context.NeedsGrad(1) ? GatherForSource(grad, dim, context, 1) : null];
        });
    }

    internal static Tensor ScatterAdd(Tensor x, long dim, Tensor index, Tensor source)
    {
        var result = CopyOps.Clone(x);
        AddInto(result, dim, index, source);
        if (!Autograd.IsRecording(x, source)) return result;
        return Autograd.Record("scatter_add", result, [x, source], [index], (context, grad) =>
            [grad, context.NeedsGrad(1) ? GatherForSource(grad, dim, context, 1) : null]);
    }

    private static Tensor RecordGather(Tensor result, Tensor source, int axis, Tensor index)
    {
        var sizes = source.Sizes;
        return Autograd.Record("gather", result, [source], [index], (context, grad) =>
        {
            var sum = FillOps.Zeros(sizes, grad.dtype);
            AddInto(sum, axis, context.Saved(0), grad);
            return [sum];
        });
    }

    /// <summary>The gradient of a source that may be larger than the index: what was not used has none.</summary>
    private static Tensor GatherForSource(Tensor grad, long dim, BackwardContext context, int input)
    {
        var gathered = Gather(grad, dim, context.Saved(0));
        var sizes = context.InputSizes(input);
        if (Shapes.Same(sizes, gathered.Sizes)) return gathered;
        var result = FillOps.Zeros(sizes, grad.dtype);
        using var used = result.AsStridedData(gathered.Sizes, result.Strides, 0);
        CopyOps.CopyData(gathered, used);
        return result;
    }

    private static int Check(string name, Tensor target, long dim, Tensor index)
    {
        var axis = Shapes.Dimension(name, dim, target.Sizes.Length);
        if (index.dtype is not (ScalarType.Int64 or ScalarType.Int32)) throw new InvalidOperationException($"{name}: the index must be Int64, got {index.dtype}.");
        var fits = index.Sizes.Length == target.Sizes.Length;
        for (var i = 0; fits && i < index.Sizes.Length; i++) fits = i == axis || index.Sizes[i] <= target.Sizes[i];
        if (!fits)
        {
            throw new InvalidOperationException(
                $"{name}: an index of shape {Shapes.Text(index.Sizes)} does not fit {Shapes.Text(target.Sizes)}: it must have as many dimensions and, except in dimension {axis}, be no larger.");
        }

        return axis;
    }

    private static void CheckSource(string name, Tensor index, Tensor source, Tensor target)
    {
        if (source.dtype != target.dtype) throw new InvalidOperationException($"{name}: source and target must be of the same type, got {source.dtype} and {target.dtype}.");
        var fits = index.Sizes.Length == source.Sizes.Length;
        for (var i = 0; fits && i < index.Sizes.Length; i++) fits = index.Sizes[i] <= source.Sizes[i];
        if (!fits) throw new InvalidOperationException($"{name}: the source of shape {Shapes.Text(source.Sizes)} is smaller than the index of shape {Shapes.Text(index.Sizes)}.");
    }

    private static void Walk(Tensor indexed, int axis, Tensor index, Tensor other, bool write)
    {
        switch (indexed.dtype.Size())
        {
            case 1: Walk<byte>(indexed, axis, index, other, write); break;
            case 2: Walk<short>(indexed, axis, index, other, write); break;
            case 4: Walk<int>(indexed, axis, index, other, write); break;
            default: Walk<long>(indexed, axis, index, other, write); break;
        }
    }

    private static void Walk<T>(Tensor indexed, int axis, Tensor index, Tensor other, bool write) where T : unmanaged
    {
        if (write) Run<T, WriteAt<T>>(indexed, axis, index, other);
        else Run<T, ReadAt<T>>(indexed, axis, index, other);
    }

    private static void Run<T, TAccess>(Tensor indexed, int axis, Tensor index, Tensor other) where T : unmanaged where TAccess : struct, IAccess<T>
    {
        using var integers = PointwiseOps.As(index, ScalarType.Int64);
        if (index.Sizes.Length == 0)
        {
            TAccess.At(ref indexed.Pointer<T>()[0], ref other.Pointer<T>()[0]);
            return;
        }

        var alongAxis = (long[])indexed.Strides.Clone();
        alongAxis[axis] = 0;
        var loop = new StridedLoop(index.Sizes);
        loop.Add(integers.Tensor);
        loop.AddRaw(indexed.BytePointer, alongAxis, sizeof(T));
        loop.AddRaw(other.BytePointer, other.Strides, sizeof(T));
        var row = new AccessRow<T, TAccess>(indexed.Sizes[axis], indexed.Strides[axis] * sizeof(T), axis);
        loop.Run(ref row);
        GC.KeepAlive(indexed);
        GC.KeepAlive(other);
    }

    /// <summary>What happens between the indexed element and the other tensor's.</summary>
    private interface IAccess<T>
    {
        static abstract void At(ref T indexed, ref T other);
    }

    private readonly struct ReadAt<T> : IAccess<T>
    {
        public static void At(ref T indexed, ref T other) => other = indexed;
    }

    private readonly struct WriteAt<T> : IAccess<T>
    {
        public static void At(ref T indexed, ref T other) => indexed = other;
    }

    private readonly struct AddAt<T> : IAccess<T> where T : INumberBase<T>
    {
        public static void At(ref T indexed, ref T other) => indexed += other;
    }

    /// <summary>Operands: the index, the indexed tensor without its axis, the other tensor.</summary>
    private readonly struct AccessRow<T, TAccess>(long size, long stride, int axis) : IRowBody where T : unmanaged where TAccess : struct, IAccess<T>
    {
        public void Run(byte** pointers, long* strides, long count)
        {
            byte* index = pointers[0], indexed = pointers[1], other = pointers[2];
            for (long i = 0; i < count; i++)
            {
                var at = *(long*)index;
                if ((ulong)at >= (ulong)size) Shapes.ThrowIndex(at, axis, size);
                TAccess.At(ref *(T*)(indexed + (at * stride)), ref *(T*)other);
                index += strides[0];
                indexed += strides[1];
                other += strides[2];
            }
        }
    }
}
