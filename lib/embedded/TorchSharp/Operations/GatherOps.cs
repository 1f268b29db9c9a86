using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Picking and placing elements by index tensors, one per indexed dimension, broadcast against one another.</summary>
internal static unsafe class GatherOps
{
    /// <summary>Recorded: the elements of <paramref name="source"/> at the given indices; null entries keep their dimension whole.</summary>
    internal static Tensor Pick(Tensor source, Tensor?[] picks)
    {
        var plan = new IndexPlan(source, picks);
        var result = Tensor.Allocate(plan.BlockSizes, source.dtype);
        switch (source.dtype.Size())
        {
            case 1: Copy<byte>(source, result, plan); break;
            case 2: Copy<short>(source, result, plan); break;
            case 4: Copy<int>(source, result, plan); break;
            default: Copy<long>(source, result, plan); break;
        }

        var arranged = Arrange(result, plan);
        return Autograd.IsRecording(source) ? Record(arranged, source, picks) : arranged;
    }

    /// <summary>Overwrites, or adds to, the elements of <paramref name="target"/> at the given indices; recorded.</summary>
    internal static void Put(Tensor target, Tensor?[] picks, Tensor value, bool accumulate)
    {
        var history = GradMode.Enabled && (target.requires_grad || value.requires_grad) ? History(target, picks, value, accumulate) : default;
        PutData(target, picks, value, accumulate);
        InPlace.Changed(target, history);
    }

    /// <summary>Indices as a tensor of one dimension.</summary>
    internal static Tensor Indices(ReadOnlySpan<long> values) => Factories.FromSpan(values, [values.Length], null, null, false);

    private static void PutData(Tensor target, Tensor?[] picks, Tensor value, bool accumulate)
    {
        var plan = new IndexPlan(target, picks);
        using var converted = value.dtype == target.dtype ? value.alias() : CopyOps.Convert(value, target.dtype);
        using var spread = converted.detach().expand(plan.ResultSizes);
        using var blocks = plan.ToBlocks(spread);
        using var source = CopyOps.Clone(blocks);
        if (accumulate) Add(target, source, plan);
        else
        {
            switch (target.dtype.Size())
            {
                case 1: Write<byte>(target, source, plan); break;
                case 2: Write<short>(target, source, plan); break;
                case 4: Write<int>(target, source, plan); break;
                default: Write<long>(target, source, plan); break;
            }
        }
    }

    private static void Copy<T>(Tensor source, Tensor result, IndexPlan plan) where T : unmanaged
    {
        var from = source.Pointer<T>();
        var to = result.Pointer<T>();
        var (starts, rest) = (plan.Starts, plan.Rest);
        foreach (var start in starts)
        {
            if (plan.RestIsContiguous)
            {
                new ReadOnlySpan<T>(from + start, rest.Length).CopyTo(new Span<T>(to, rest.Length));
            }
            else
            {
                for (var j = 0; j < rest.Length; j++) to[j] = from[start + rest[j]];
            }

            to += rest.Length;
        }

        GC.KeepAlive(source);
    }

    private static void Write<T>(Tensor target, Tensor source, IndexPlan plan) where T : unmanaged
    {
        var to = target.Pointer<T>();
        var from = source.Pointer<T>();
        foreach (var start in plan.Starts)
        {
            foreach (var place in plan.Rest) to[start + place] = *from++;
        }

        GC.KeepAlive(target);
        GC.KeepAlive(source);
    }

    private static void Add(Tensor target, Tensor source, IndexPlan plan)
    {
        switch (target.dtype)
        {
            case ScalarType.Float32: Add<float>(target, source, plan); break;
            case ScalarType.Float64: Add<double>(target, source, plan); break;
            case ScalarType.Int64: Add<long>(target, source, plan); break;
            case ScalarType.Int32: Add<int>(target, source, plan); break;
            case ScalarType.Int16: Add<short>(target, source, plan); break;
            case ScalarType.Int8: Add<sbyte>(target, source, plan); break;
            case ScalarType.Byte: Add<byte>(target, source, plan); break;
            case ScalarType.Float16: Add<Half>(target, source, plan); break;
            default: throw new NotSupportedException($"index_put_ with accumulate on {target.dtype} is not in the embedded engine; `./course use nuget` has it.");
        }
    }

    private static void Add<T>(Tensor target, Tensor source, IndexPlan plan) where T : unmanaged, INumberBase<T>
    {
        var to = target.Pointer<T>();
        var from = source.Pointer<T>();
        foreach (var start in plan.Starts)
        {
            foreach (var place in plan.Rest) to[start + place] += *from++;
        }

        GC.KeepAlive(target);
        GC.KeepAlive(source);
    }

    /// <summary>From [indices, rest] to the order of dimensions that the index expression has.</summary>
    private static Tensor Arrange(Tensor blocks, IndexPlan plan)
    {
        if (plan.FromBlocks is not { } order) return blocks;
        using (blocks)
        {
            var sizes = new long[order.Length];
            var strides = new long[order.Length];
            for (var i = 0; i < order.Length; i++) (sizes[i], strides[i]) = (blocks.Sizes[order[i]], blocks.Strides[order[i]]);
            using var permuted = blocks.AsStridedData(sizes, strides, 0);
            return CopyOps.Clone(permuted);
        }
    }

    private static Tensor Record(Tensor result, Tensor source, Tensor?[] picks)
    {
        var sizes = source.Sizes;
        var saved = Array.ConvertAll(picks, static pick => SavedTensor.Of(pick));
        return Autograd.Record("index", result, [source], saved, (context, grad) =>
        {
            var sum = FillOps.Zeros(sizes, grad.dtype);
            PutData(sum, Unpack(context, picks.Length), grad, accumulate: true);
            return [sum];
        });
    }

    private static Edge History(Tensor target, Tensor?[] picks, Tensor value, bool accumulate)
    {
        var saved = Array.ConvertAll(picks, static pick => SavedTensor.Of(pick));
        var node = new SingleOutputNode("index_put_", Autograd.EdgesOf([target, value]), saved, (context, grad) =>
        {
            var indices = Unpack(context, picks.Length);
            Tensor? ofTarget = null;
            if (context.NeedsGrad(0))
            {
                ofTarget = CopyOps.Clone(grad);
                using var zero = FillOps.Zeros(Shapes.Scalar, grad.dtype);
                if (!accumulate) PutData(ofTarget, indices, zero, accumulate: false);
            }

            return [ofTarget, context.NeedsGrad(1) ? Pick(grad, indices) : null];
        })
        { Outputs = [Autograd.ShapeOf(target)] };
        return new Edge(node, 0);
    }

    private static Tensor?[] Unpack(BackwardContext context, int count)
    {
        var picks = new Tensor?[count];
        for (var i = 0; i < count; i++) picks[i] = context.SavedOrNull(i);
        return picks;
    }
}
