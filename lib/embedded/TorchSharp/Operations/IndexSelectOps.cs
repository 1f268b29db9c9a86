using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Whole slices along a dimension by their numbers, recorded.</summary>
internal static class IndexSelectOps
{
    internal static Tensor Select(Tensor source, long dim, Tensor index)
    {
        RequireVector("index_select", index);
        return GatherOps.Pick(source, Picks("index_select", source, dim, index));
    }

    /// <summary>target[.., index[i], ..] += alpha * values[.., i, ..].</summary>
    internal static void Add(Tensor target, long dim, Tensor index, Tensor values, Number alpha)
    {
        RequireVector("index_add", index);
        using var scaled = alpha.Double == 1 ? values.alias() : values * new Scalar(alpha);
        GatherOps.Put(target, Picks("index_add", target, dim, index), scaled, accumulate: true);
    }

    internal static void Copy(Tensor target, long dim, Tensor index, Tensor values)
    {
        RequireVector("index_copy", index);
        GatherOps.Put(target, Picks("index_copy", target, dim, index), values, accumulate: false);
    }

    internal static void Fill(Tensor target, long dim, Tensor index, Number value)
    {
        RequireVector("index_fill", index);
        using var filling = FillOps.Full(Shapes.Scalar, value, target.dtype);
        GatherOps.Put(target, Picks("index_fill", target, dim, index), filling, accumulate: false);
    }

    private static Tensor?[] Picks(string name, Tensor source, long dim, Tensor index)
    {
        var picks = new Tensor?[source.Sizes.Length];
        picks[Shapes.Dimension(name, dim, source.Sizes.Length)] = index;
        return picks;
    }

    private static void RequireVector(string name, Tensor index)
    {
        if (index.Sizes.Length > 1 || !index.is_integral()) throw new ArgumentException($"{name}: the index must be a vector of integers, got {index.dtype} {Shapes.Text(index.Sizes)}.");
    }
}
