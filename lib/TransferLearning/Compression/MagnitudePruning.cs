using TorchSharp.Modules;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>Sets the smallest weights of an encoder's linear layers to zero (Han et al. 2015). The matrices keep their sizes: what it shows is how many weights a model can do without.</summary>
public static class MagnitudePruning
{
    /// <summary>Prunes a classifier in place.</summary>
    /// <param name="model">The classifier; its embeddings, norms and head are left alone.</param>
    /// <param name="sparsity">The share of the weights that will be zero, in [0, 1).</param>
    /// <param name="scope">Among which weights the smallest are looked for.</param>
    /// <returns>How many of each layer's weights are zero.</returns>
    /// <exception cref="NotSupportedException">The model is no encoder.</exception>
    public static PruningReport Prune(SequenceClassificationModel model, double sparsity, PruningScope scope = PruningScope.Global)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckSparsity(sparsity);
        var weights = Weights(model);
        if (scope == PruningScope.Global) Zero([.. weights.Select(weight => (Tensor)weight.Weight)], sparsity);
        else foreach (var (_, weight) in weights) Zero([weight], sparsity);
        return PruningReport.Of(weights);
    }

    /// <summary>How many weights of a classifier's linear layers are zero.</summary>
    /// <exception cref="NotSupportedException">The model is no encoder.</exception>
    public static PruningReport Measure(SequenceClassificationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return PruningReport.Of(Weights(model));
    }

    internal static void CheckSparsity(double sparsity)
    {
        if (!(sparsity >= 0 && sparsity < 1)) throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, "The share of zeros must lie in [0, 1).");
    }

    /// <summary>The matrices that are pruned, by name.</summary>
    internal static IReadOnlyList<(string Name, Parameter Weight)> Weights(SequenceClassificationModel model)
    {
        var names = CompressedModels.Names(model);
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);
        return
        [
            .. Enumerable.Range(0, model.Config.Depth)
                .SelectMany(layer => names.Linears.Select(part => names.Layer(layer, part) + ".weight"))
                .Select(name => (name, parameters[name])),
        ];
    }

    private static void Zero(IReadOnlyList<Tensor> weights, double sparsity)
    {
        var count = (long)(sparsity * weights.Sum(weight => weight.NumberOfElements));
        if (count == 0) return;
        var threshold = MagnitudeThreshold.Find(weights, count);
        using var noGrad = no_grad();
        foreach (var weight in weights)
        {
            using var scope = NewDisposeScope();
            weight.mul_(weight.abs().gt(threshold).to_type(ScalarType.Float32));
        }
    }
}
