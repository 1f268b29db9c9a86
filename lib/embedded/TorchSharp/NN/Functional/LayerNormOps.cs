using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Layer normalization, forward and backward in one pass each.</summary>
internal static unsafe class LayerNormOps
{
    public static Tensor LayerNorm(Tensor input, long[] normalizedShape, Tensor? weight, Tensor? bias, double eps)
    {
        int kept = input.Sizes.Length - normalizedShape.Length;
        if (normalizedShape.Length == 0 || kept < 0 || !input.Sizes.AsSpan(kept).SequenceEqual(normalizedShape))
            throw new ArgumentException($"layer_norm: the input {Shapes.Text(input.Sizes)} does not end with the normalized shape {Shapes.Text(normalizedShape)}.");
        Require(weight, nameof(weight), normalizedShape);
        Require(bias, nameof(bias), normalizedShape);
        return Dense.AreSingle(input, weight, bias) ? Fused(input, normalizedShape, weight, bias, eps) : Composed(input, normalizedShape.Length, weight, bias, eps);
    }

    private static Tensor Composed(Tensor input, int dimensions, Tensor? weight, Tensor? bias, double eps)
    {
        long[] dims = [.. Enumerable.Range(1, dimensions).Select(i => (long)-i)];
        var centered = input - input.mean(dims, keepdim: true);
        var result = centered * centered.square().mean(dims, keepdim: true).add(eps).rsqrt();
        if (weight is not null) result = result * weight;
        return bias is null ? result : result + bias;
    }

    private static Tensor Fused(Tensor input, long[] normalizedShape, Tensor? weight, Tensor? bias, double eps)
    {
        long columns = Shapes.Count(normalizedShape), rows = Shapes.Count(input.Sizes.AsSpan(..^normalizedShape.Length));
        bool recording = Autograd.IsRecording(input, weight, bias);
        using var x = Dense.Of(input);
        using var gamma = weight is null ? default : Dense.Of(weight);
        using var beta = bias is null ? default : Dense.Of(bias);
        var result = Tensor.Allocate(input.Sizes, ScalarType.Float32);
        using var mean = recording ? Tensor.Allocate([rows], ScalarType.Float32) : null;
        using var rstd = recording ? Tensor.Allocate([rows], ScalarType.Float32) : null;
        Kernels.LayerNorm.Forward(
            x.Pointer, weight is null ? null : gamma.Pointer, bias is null ? null : beta.Pointer, (float)eps, result.Pointer<float>(),
            mean is null ? null : mean.Pointer<float>(), rstd is null ? null : rstd.Pointer<float>(), rows, columns);
        return recording ? Record(result, input, weight, bias, x.Tensor, gamma.Tensor, mean!, rstd!) : result;
    }

    private static Tensor Record(Tensor result, Tensor input, Tensor? weight, Tensor? bias, Tensor x, Tensor? gamma, Tensor mean, Tensor rstd)
        => Autograd.Record("layer_norm", result, [input, weight, bias], [x, gamma, mean, rstd], static (context, grad) =>
        {
            Tensor x = context.Saved(0), mean = context.Saved(2), rstd = context.Saved(3);
            var gamma = context.SavedOrNull(1);
            long rows = mean.numel(), columns = x.numel() / Math.Max(rows, 1);
            using var dy = Dense.Of(grad);
            Tensor? dx = Gradient(context, 0, rows), dgamma = Gradient(context, 1, rows), dbeta = Gradient(context, 2, rows);
            if (rows > 0)
            {
                Kernels.LayerNorm.Backward(
                    dy.Pointer, x.Pointer<float>(), mean.Pointer<float>(), rstd.Pointer<float>(), gamma is null ? null : gamma.Pointer<float>(),
                    dx is null ? null : dx.Pointer<float>(), dgamma is null ? null : dgamma.Pointer<float>(), dbeta is null ? null : dbeta.Pointer<float>(), rows, columns);
            }

            return [dx, dgamma, dbeta];
        });

    /// <summary>Where an input's gradient goes; a parameter that met no rows has a gradient of zeros.</summary>
    private static Tensor? Gradient(BackwardContext context, int input, long rows)
    {
        if (!context.NeedsGrad(input)) return null;
        var sizes = context.InputSizes(input);
        return rows == 0 ? FillOps.Zeros(sizes, ScalarType.Float32) : Tensor.Allocate(sizes, ScalarType.Float32);
    }

    private static void Require(Tensor? parameter, string name, long[] normalizedShape)
    {
        if (parameter is not null && !parameter.Sizes.AsSpan().SequenceEqual(normalizedShape))
            throw new ArgumentException($"layer_norm: the {name} is {Shapes.Text(parameter.Sizes)}, but the normalized shape is {Shapes.Text(normalizedShape)}.");
    }
}
