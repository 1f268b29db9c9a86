using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalization (Ioffe and Szegedy 2015): mean 0 and variance 1 of each channel over the batch, then scaled and shifted.</summary>
public abstract class BatchNorm : NormBase
{
    /// <summary>Creates scale, shift and running statistics, as asked for.</summary>
    public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>Normalizes by the statistics of the batch while training, by the running ones otherwise.</summary>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        bool update = training && track_running_stats;
        if (update) num_batches_tracked?.add_(1);
        double factor = momentum ?? 1.0 / Math.Max(num_batches_tracked?.item<long>() ?? 1, 1);
        bool useBatch = training || running_mean is null;
        return nn.functional.batch_norm(
            input, !training || track_running_stats ? running_mean : null, !training || track_running_stats ? running_var : null,
            weight, bias, useBatch, factor, eps);
    }
}
