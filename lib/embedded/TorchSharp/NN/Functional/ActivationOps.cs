using System.Numerics;
using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The activation functions that have no fused kernel.</summary>
internal static class ActivationOps
{
    public static Tensor Silu(Tensor x) => UnaryOps.Apply<SiluOp>(x);

    public static Tensor LogSigmoid(Tensor x) => UnaryOps.Apply<LogSigmoidOp>(x);

    public static Tensor LeakyRelu(Tensor x, double slope) => where(x.gt(0), x, x * slope);

    /// <summary>x above 0, alpha·(eˣ - 1) below.</summary>
    public static Tensor Elu(Tensor x, double alpha)
    {
        var result = where(x.detach().le(0), x.detach().clamp(max: 0).expm1() * alpha, x.detach());
        if (!Autograd.IsRecording(x)) return result;
        return Autograd.Record("elu", result, [x], [x], (context, grad) =>
        {
            var x = context.Saved(0);
            return [where(x.le(0), grad * x.clamp(max: 0).exp() * alpha, grad)];
        });
    }

    public static Tensor Softplus(Tensor x, double beta, double threshold)
    {
        var scaled = x * beta;
        return where(scaled.gt(threshold), x, scaled.clamp(max: threshold).exp().log1p() / beta);
    }

    private readonly struct SiluOp : IUnaryOp
    {
        public static string Name => "silu";

        public static Saves Saves => Saves.Input;

        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (int i = 0; i < x.Length; i++) result[i] = x[i] / (T.One + T.Exp(-x[i]));
        }

        public static Tensor Backward(Tensor grad, Tensor saved)
        {
            var sigmoid = saved.sigmoid();
            return grad * sigmoid * (1 + saved * (1 - sigmoid));
        }
    }

    private readonly struct LogSigmoidOp : IUnaryOp
    {
        public static string Name => "logsigmoid";

        public static Saves Saves => Saves.Input;

        // min(x, 0) - log(1 + e^-|x|) overflows on neither side.
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (int i = 0; i < x.Length; i++) result[i] = T.Min(x[i], T.Zero) - T.LogP1(T.Exp(-T.Abs(x[i])));
        }

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (-saved).sigmoid();
    }
}
