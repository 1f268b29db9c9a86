using TorchSharp.Engine;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Dropout whose mask is not stored: the generator makes it again for the backward pass.</summary>
internal static unsafe class DropoutOps
{
    public static Tensor Dropout(Tensor input, double p, bool training, bool inplace)
    {
        if (p is < 0 or > 1) throw new ArgumentException($"dropout: the share is {p}, but must be from 0 to 1.");
        if (!training || p == 0) return inplace ? input : input.alias();
        var result = Dense.AreSingle(input) ? Fused(input, (float)p) : Composed(input, p);
        return inplace ? input.copy_(result) : result;
    }

    private static Tensor Fused(Tensor input, float p)
    {
        long count = input.numel();
        var (seed, offset) = torch.Generator.Default.Take(Philox.Counters(count));
        using var x = Dense.Of(input);
        var result = Tensor.Allocate(input.Sizes, ScalarType.Float32);
        Kernels.Dropout.Apply(x.Pointer, result.Pointer<float>(), count, p, seed, offset);
        return Autograd.IsRecording(input) ? Record(result, input, p, seed, offset) : result;
    }

    private static Tensor Record(Tensor result, Tensor input, float p, ulong seed, ulong offset)
        => Autograd.Record("dropout", result, [input], [], (_, grad) =>
        {
            using var dy = Dense.Of(grad);
            var dx = Tensor.Allocate(grad.Sizes, ScalarType.Float32);
            Kernels.Dropout.Apply(dy.Pointer, dx.Pointer<float>(), dx.numel(), p, seed, offset);
            return [dx];
        });

    private static Tensor Composed(Tensor input, double p)
    {
        using var mask = Fused(ones(input.shape), (float)p);
        return input * mask.to(input.dtype);
    }
}
