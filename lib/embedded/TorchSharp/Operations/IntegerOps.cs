using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Functions of one element on integers; rounding leaves them as they are.</summary>
internal static class IntegerOps
{
    internal static Tensor Abs(Tensor x)
    {
        if (x.dtype is ScalarType.Bool or ScalarType.Byte) return ViewOps.Clone(x);
        using var negated = PointwiseOps.Mul(x, -1);
        return PointwiseOps.Binary<MaxKernel>("abs", x, negated, x.dtype);
    }

    internal static Tensor Sign(Tensor x)
    {
        if (x.dtype == ScalarType.Bool) return ViewOps.Clone(x);
        using var positive = x.gt(0).to_type(x.dtype);
        if (x.dtype == ScalarType.Byte) return ViewOps.Clone(positive);
        using var negative = x.lt(0).to_type(x.dtype);
        return PointwiseOps.Sub(positive, negative);
    }

    internal static Tensor Floor(Tensor x) => ViewOps.Clone(x);

    internal static Tensor Ceil(Tensor x) => ViewOps.Clone(x);

    internal static Tensor Trunc(Tensor x) => ViewOps.Clone(x);

    internal static Tensor Relu(Tensor x) => x.dtype is ScalarType.Bool or ScalarType.Byte ? ViewOps.Clone(x) : PointwiseOps.Binary<MaxKernel>(x, 0, x.dtype);
}
