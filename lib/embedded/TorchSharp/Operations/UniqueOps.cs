using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Different values and how often they occur.</summary>
internal static class UniqueOps
{
    /// <summary>The different elements, sorted or (consecutive only) in order of appearance, with their numbers per element and their counts.</summary>
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Values(Tensor x, bool consecutive)
    {
        using var flat = x.detach().reshape(-1);
        using var order = consecutive ? torch.arange(flat.numel()) : flat.argsort();
        var permutation = order.data<long>().ToArray();
        using var sorted = flat.index_select(0, order);
        var starts = Starts(sorted);
        var inverse = Tensor.Allocate(x.Sizes, ScalarType.Int64);
        var target = inverse.Elements<long>();
        var counts = new long[starts.Count];
        for (int i = 0, group = -1; i < permutation.Length; i++)
        {
            if (group + 1 < starts.Count && starts[group + 1] == i) group++;
            target[(int)permutation[i]] = group;
            counts[group]++;
        }

        using var index = GatherOps.Indices([.. starts]);
        return (sorted.index_select(0, index), inverse, GatherOps.Indices(counts));
    }

    private static List<long> Starts(Tensor sorted)
    {
        var starts = new List<long>();
        if (sorted.numel() == 0) return starts;
        starts.Add(0);
        using var before = sorted.narrow(0, 0, sorted.numel() - 1);
        using var after = sorted.narrow(0, 1, sorted.numel() - 1);
        using var changes = before.ne(after);
        var flags = changes.Elements<bool>();
        for (var i = 0; i < flags.Length; i++)
        {
            if (flags[i]) starts.Add(i + 1);
        }

        return starts;
    }
}
