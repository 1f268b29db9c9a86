using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Gaussian error linear unit.</summary>
internal static unsafe class GeluOps
{
    public static Tensor Gelu(Tensor input, GELU.Approximate approximate)
    {
        if (!Dense.AreSingle(input)) return Composed(input, approximate);
        using var x = Dense.Of(input);
        var result = Tensor.Allocate(input.Sizes, ScalarType.Float32);
        if (approximate == GELU.Approximate.tanh) Kernels.Gelu.TanhForward(x.Pointer, result.Pointer<float>(), input.numel());
        else Kernels.Gelu.Forward(x.Pointer, result.Pointer<float>(), input.numel());
        if (!Autograd.IsRecording(input)) return result;
        return Autograd.Record("gelu", result, [input], [x.Tensor], approximate == GELU.Approximate.tanh ? TanhBackward : Backward);
    }

    private static Tensor?[] Backward(BackwardContext context, Tensor grad)
    {
        var x = context.Saved(0);
        using var dy = Dense.Of(grad);
        var dx = Tensor.Allocate(x.Sizes, ScalarType.Float32);
        Kernels.Gelu.Backward(x.Pointer<float>(), dy.Pointer, dx.Pointer<float>(), x.numel());
        return [dx];
    }

    private static Tensor?[] TanhBackward(BackwardContext context, Tensor grad)
    {
        var x = context.Saved(0);
        using var dy = Dense.Of(grad);
        var dx = Tensor.Allocate(x.Sizes, ScalarType.Float32);
        Kernels.Gelu.TanhBackward(x.Pointer<float>(), dy.Pointer, dx.Pointer<float>(), x.numel());
        return [dx];
    }

    private static Tensor Composed(Tensor x, GELU.Approximate approximate)
    {
        var distribution = approximate == GELU.Approximate.tanh
            ? ((x + x.pow(3) * 0.044715) * Math.Sqrt(2 / Math.PI)).tanh()
            : (x / Math.Sqrt(2)).erf();
        return x * 0.5 * (1 + distribution);
    }
}
