using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Softmax and its logarithm along any dimension.</summary>
internal static unsafe class SoftmaxOps
{
    public static Tensor Softmax(Tensor input, long dim, ScalarType? dtype) => Along(input, dim, dtype, logarithm: false);

    public static Tensor LogSoftmax(Tensor input, long dim, ScalarType? dtype) => Along(input, dim, dtype, logarithm: true);

    // The kernels know rows: another dimension is moved to the end, and back.
    private static Tensor Along(Tensor input, long dim, ScalarType? dtype, bool logarithm)
    {
        string name = logarithm ? "log_softmax" : "softmax";
        if (dtype is { } type && type != input.dtype) input = input.to(type);
        if (!input.is_floating_point())
            throw new ArgumentException($"{name}: the input is of type {input.dtype}, but must be of floating point.");
        if (input.dim() == 0) return Rows(input.view(1), name, logarithm).view([]);
        dim = Shapes.Dimension(name, dim, input.Sizes.Length);
        if (dim == input.dim() - 1) return Rows(input, name, logarithm);
        return Rows(input.transpose(dim, -1), name, logarithm).transpose(dim, -1);
    }

    private static Tensor Rows(Tensor input, string name, bool logarithm)
    {
        if (!Dense.AreSingle(input)) return Composed(input, logarithm);
        using var x = Dense.Of(input);
        var result = Tensor.Allocate(input.Sizes, ScalarType.Float32);
        long columns = input.Sizes[^1], rows = input.numel() / Math.Max(columns, 1);
        if (logarithm) Kernels.LogSoftmax.Forward(x.Pointer, result.Pointer<float>(), rows, columns);
        else Kernels.Softmax.Forward(x.Pointer, result.Pointer<float>(), rows, columns);
        return Autograd.IsRecording(input) ? Record(result, input, name, logarithm) : result;
    }

    private static Tensor Record(Tensor result, Tensor input, string name, bool logarithm)
        => Autograd.Record(name, result, [input], [result], logarithm ? LogarithmBackward : Backward);

    private static Tensor?[] Backward(BackwardContext context, Tensor grad)
    {
        var y = context.Saved(0);
        using var dy = Dense.Of(grad);
        var dx = Tensor.Allocate(y.Sizes, ScalarType.Float32);
        Kernels.Softmax.Backward(dy.Pointer, y.Pointer<float>(), dx.Pointer<float>(), y.numel() / Math.Max(y.Sizes[^1], 1), y.Sizes[^1]);
        return [dx];
    }

    private static Tensor?[] LogarithmBackward(BackwardContext context, Tensor grad)
    {
        var y = context.Saved(0);
        using var dy = Dense.Of(grad);
        var dx = Tensor.Allocate(y.Sizes, ScalarType.Float32);
        Kernels.LogSoftmax.Backward(dy.Pointer, y.Pointer<float>(), dx.Pointer<float>(), y.numel() / Math.Max(y.Sizes[^1], 1), y.Sizes[^1]);
        return [dx];
    }

    private static Tensor Composed(Tensor input, bool logarithm)
    {
        if (input.dtype.IsReduced())
        {
            using var wide = input.to(ScalarType.Float32);
            return Rows(wide, "softmax", logarithm).to(input.dtype);
        }
        var shifted = input - input.detach().amax([-1], keepdim: true);
        if (logarithm) return shifted - shifted.exp().sum(-1, keepdim: true).log();
        var exponentials = shifted.exp();
        return exponentials / exponentials.sum(-1, keepdim: true);
    }
}
