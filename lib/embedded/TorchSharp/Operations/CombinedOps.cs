using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Functions of two or three tensors that are compositions of recorded operations.</summary>
internal static class CombinedOps
{
    /// <summary>The angle of the point (x, y), in all four quadrants.</summary>
    internal static Tensor Atan2(Tensor y, Tensor x)
    {
        var result = PointwiseOps.Binary<Atan2Kernel>("atan2", y, x, DType.ToFloat(DType.Promote(y, x)));
        return Autograd.IsRecording(y, x)
            ? Autograd.Record("atan2", result, [y, x], [y, x], static (context, grad) =>
            {
                var (a, b) = (context.Saved(0), context.Saved(1));
                var scaled = grad / (a * a + b * b);
                return [scaled * b, (scaled * a).neg_()];
            })
            : result;
    }

    internal static Tensor Hypot(Tensor x, Tensor y)
    {
        var result = PointwiseOps.Binary<HypotKernel>("hypot", x, y, DType.ToFloat(DType.Promote(x, y)));
        return Autograd.IsRecording(x, y)
            ? Autograd.Record("hypot", result, [x, y], [x, y, result], static (context, grad) =>
            {
                var scaled = grad / context.Saved(2);
                return [scaled * context.Saved(0), scaled * context.Saved(1)];
            })
            : result;
    }

    /// <summary>x log y, and 0 where x is 0, whatever y (unless it is NaN).</summary>
    internal static Tensor XLogY(Tensor x, Tensor y)
    {
        Shapes.RequireBroadcast("xlogy", x, y);
        using var zero = x.eq(0).logical_and(y.isnan().logical_not());
        using var logarithm = y.log();
        using var product = x.mul(logarithm);
        return SelectOps.MaskedFill(product, zero, 0.0);
    }

    /// <summary>log(e^x + e^y) without overflow.</summary>
    internal static Tensor LogAddExp(Tensor x, Tensor y)
    {
        Shapes.RequireBroadcast("logaddexp", x, y);
        using var larger = x.maximum(y);
        using var difference = x.sub(y).abs().neg();
        using var rest = difference.exp().log1p();
        using var finite = rest.masked_fill(larger.isinf(), 0);
        return larger.add(finite);
    }

    /// <summary>start + weight (end − start).</summary>
    internal static Tensor Lerp(Tensor start, Tensor end, Tensor weight)
    {
        Shapes.RequireBroadcast("lerp", start, end);
        using var difference = end.sub(start);
        using var part = difference.mul(weight);
        return start.add(part);
    }

    internal static Tensor AddProduct(Tensor x, Tensor a, Tensor b, Number value)
    {
        Shapes.RequireBroadcast("addcmul", a, b);
        using var product = a.mul(b);
        Shapes.RequireBroadcast("addcmul", x, product);
        return ArithmeticOps.Add(x, product, value);
    }

    internal static Tensor AddQuotient(Tensor x, Tensor a, Tensor b, Number value)
    {
        Shapes.RequireBroadcast("addcdiv", a, b);
        using var quotient = a.div(b);
        Shapes.RequireBroadcast("addcdiv", x, quotient);
        return ArithmeticOps.Add(x, quotient, value);
    }

    /// <summary>log(x / (1 − x)), with x kept at least eps from 0 and 1 if eps is given.</summary>
    internal static Tensor Logit(Tensor x, double? eps)
    {
        using var bounded = eps is { } e ? x.clamp(e, 1 - e) : x.alias();
        using var odds = bounded.div(1 - bounded);
        return odds.log();
    }

    /// <summary>The other value where one is NaN.</summary>
    internal static Tensor IgnoreNaN(Tensor x, Tensor y, Tensor extreme)
    {
        using (extreme)
        {
            using var withoutX = SelectOps.Where(x.isnan(), y, extreme);
            return SelectOps.Where(y.isnan(), x, withoutX);
        }
    }
}
