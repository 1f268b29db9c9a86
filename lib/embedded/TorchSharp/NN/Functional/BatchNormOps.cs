using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalization.</summary>
internal static class BatchNormOps
{
    public static Tensor BatchNorm(
        Tensor input, Tensor? runningMean, Tensor? runningVariance, Tensor? weight, Tensor? bias, bool training, double momentum, double eps)
    {
        if (input.dim() < 2) throw new ArgumentException($"batch_norm: the input is {Shapes.Text(input.Sizes)}, but must be [batch, channels, …].");
        long channels = input.Sizes[1];
        foreach (var given in (Tensor?[])[runningMean, runningVariance, weight, bias])
        {
            if (given is not null && !given.Sizes.AsSpan().SequenceEqual([channels]))
                throw new ArgumentException($"batch_norm: the input {Shapes.Text(input.Sizes)} has {channels} channels, so statistics, weight and bias must be [{channels}], not {Shapes.Text(given.Sizes)}.");
        }

        long[] perChannel = [1, channels, .. Enumerable.Repeat(1L, (int)input.dim() - 2)];

        Tensor centered, variance;
        if (training)
        {
            long[] dims = [0, .. Enumerable.Range(2, (int)input.dim() - 2).Select(i => (long)i)];
            long count = input.numel() / Math.Max(channels, 1);
            if (count <= 1) throw new ArgumentException($"batch_norm: one value a channel, as in {Shapes.Text(input.Sizes)}, has no variance: give a larger batch, or call eval().");
            var mean = input.mean(dims, keepdim: true);
            centered = input - mean;
            variance = centered.square().mean(dims, keepdim: true);
            using var _ = no_grad();
            runningMean?.mul_(1 - momentum).add_(mean.view(channels), alpha: momentum);
            runningVariance?.mul_(1 - momentum).add_(variance.view(channels), alpha: momentum * count / (count - 1));
        }
        else
        {
            if (runningMean is null || runningVariance is null)
                throw new ArgumentException("batch_norm: outside training there must be running statistics: pass them, or training: true.");
            centered = input - runningMean.view(perChannel);
            variance = runningVariance.view(perChannel);
        }
        var result = centered * (variance + eps).rsqrt();
        if (weight is not null) result = result * weight.view(perChannel);
        return bias is null ? result : result + bias.view(perChannel);
    }
}
