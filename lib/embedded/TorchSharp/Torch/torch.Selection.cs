using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => SelectOps.Where(condition, x, y);

    /// <summary>The positions where the condition is true, one index tensor per dimension.</summary>
    public static Tensor[] where(Tensor condition) => [.. condition.nonzero_as_list()];

    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);
}
