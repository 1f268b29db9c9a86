using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TorchSharp.Engine;

internal readonly struct Sigmoid : IUnaryOp
{
    public static string Name => "sigmoid";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) FloatKernels.Sigmoid(x, result);
        else TensorPrimitives.Sigmoid(x, result);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved * (1 - saved);
}
