using TorchSharp.Engine;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The linear layer: one product, the bias added while the result is in the cache.</summary>
internal static unsafe class LinearOps
{
    public static Tensor Linear(Tensor input, Tensor weight, Tensor? bias)
    {
        if (weight.dim() is not (1 or 2) || input.dim() == 0 || input.Sizes[^1] != weight.Sizes[^1])
            throw new ArgumentException($"linear: the input {Shapes.Text(input.Sizes)} and the weight {Shapes.Text(weight.Sizes)} do not fit: their last dimensions must be equal.");
        if (weight.dim() == 1 || !Dense.AreSingle(input, weight, bias) || (bias is not null && bias.dim() != 1))
        {
            var product = input.matmul(weight.t());
            return bias is null ? product : product.add(bias);
        }
        if (bias is not null && bias.Sizes[0] != weight.Sizes[0])
            throw new ArgumentException($"linear: the bias {Shapes.Text(bias.Sizes)} does not fit the weight {Shapes.Text(weight.Sizes)}.");

        using var x = Dense.Of(input);
        var result = Forward(x, weight, bias);
        return Autograd.IsRecording(input, weight, bias) ? Record(result, input, weight, bias, x.Tensor) : result;
    }

    private static Tensor Forward(in Dense x, Tensor weight, Tensor? bias)
    {
        long inputs = weight.Sizes[1], outputs = weight.Sizes[0];
        var result = Tensor.Allocate([.. x.Tensor.Sizes[..^1], outputs], ScalarType.Float32);
        using var dense = bias is null ? default : Dense.Of(bias);
        MatMul.Run(
            Rows(result), (int)outputs, (int)inputs, x.Pointer, inputs, 1, weight.Pointer<float>(), weight.Strides[1], weight.Strides[0],
            result.Pointer<float>(), outputs, 0, bias is null ? null : dense.Pointer);
        GC.KeepAlive(weight);
        return result;
    }

    private static Tensor Record(Tensor result, Tensor input, Tensor weight, Tensor? bias, Tensor x)
        => Autograd.Record("linear", result, [input, weight, bias], [weight.requires_grad ? x : null, input.requires_grad ? weight : null], static (context, grad) =>
        {
            using var dy = Dense.Of(grad);
            return
            [
                context.NeedsGrad(0) ? InputGradient(dy, context.Saved(1)) : null,
                context.NeedsGrad(1) ? WeightGradient(dy, context.Saved(0)) : null,
                context.NeedsGrad(2) ? ColumnSums(dy) : null,
            ];
        });

    private static Tensor InputGradient(in Dense dy, Tensor weight)
    {
        int inputs = (int)weight.Sizes[1], outputs = (int)weight.Sizes[0];
        var result = Tensor.Allocate([.. dy.Tensor.Sizes[..^1], inputs], ScalarType.Float32);
        MatMul.Run(
            Rows(dy.Tensor), inputs, outputs, dy.Pointer, outputs, 1,
            weight.Pointer<float>(), weight.Strides[0], weight.Strides[1], result.Pointer<float>(), inputs);
        GC.KeepAlive(weight);
        return result;
    }

    private static Tensor WeightGradient(in Dense dy, Tensor x)
    {
        int inputs = (int)x.Sizes[^1], outputs = (int)dy.Tensor.Sizes[^1];
        var result = Tensor.Allocate([outputs, inputs], ScalarType.Float32);
        MatMul.Run(
            outputs, inputs, Rows(x), dy.Pointer, 1, outputs,
            x.Pointer<float>(), inputs, 1, result.Pointer<float>(), inputs);
        GC.KeepAlive(x);
        return result;
    }

    /// <summary>The sum over all dimensions but the last: a bias's gradient.</summary>
    internal static Tensor ColumnSums(in Dense dy)
    {
        long columns = dy.Tensor.Sizes[^1];
        var result = Tensor.Allocate([columns], ScalarType.Float32);
        Reduce.SumColumns(dy.Pointer, result.Pointer<float>(), Rows(dy.Tensor), columns, columns);
        return result;
    }

    /// <summary>How many vectors of the last dimension there are, also where these are empty.</summary>
    private static int Rows(Tensor tensor) => checked((int)Shapes.Count(tensor.Sizes.AsSpan(..^1)));
}
