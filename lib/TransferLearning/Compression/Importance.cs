using System.Runtime.InteropServices;
using TransferLearning.Data;
using TransferLearning.Inference.Encoders;
using TransferLearning.Models;
using TransferLearning.Training;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>
/// How much a classifier's loss depends on each attention head and on each inner feature of the feed-forward blocks: the mean size of the loss's derivative by a
/// factor on the head's (or the feature's) output, at the factor 1 (Michel, Levy, Neubig 2019, "Are Sixteen Heads Really Better than One?", section 4).
/// </summary>
/// <param name="Heads">[layers][heads], 0 or more.</param>
/// <param name="Features">[layers][inner features], 0 or more.</param>
public sealed record Importance(IReadOnlyList<float[]> Heads, IReadOnlyList<float[]> Features)
{
    /// <summary>Measures it on some examples.</summary>
    /// <param name="model">The classifier; its weights stay as they are.</param>
    /// <param name="examples">Examples with labels; a few hundred do.</param>
    /// <param name="batchSize">Examples of which one derivative is taken, at least 1; fewer tell more.</param>
    /// <param name="cancellationToken">Stops it between two batches.</param>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    /// <exception cref="NotSupportedException">The model is no encoder.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Importance Measure(SequenceClassificationModel model, TokenizedDataset examples, int batchSize = 8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (examples.Count == 0) throw new ArgumentException("There are no examples to measure on.", nameof(examples));
        var names = CompressedModels.Names(model);
        var shape = EncoderShape.Of(model.Config);
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);
        var sums = new Importance([.. shape.Layers.Select(layer => new float[layer.Heads])], [.. shape.Layers.Select(layer => new float[layer.Intermediate])]);
        var trainable = parameters.Values.Select(parameter => parameter.requires_grad).ToList();
        foreach (var parameter in parameters.Values) parameter.requires_grad = true;
        try
        {
            model.eval();
            var collator = new DataCollatorWithPadding(examples.PadTokenId);
            var objective = new ClassificationObjective(examples.LabelNames.Count);
            foreach (var indices in Enumerable.Range(0, examples.Count).Chunk(batchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                using var batch = collator.Collate([.. indices.Select(i => examples[i])], model.Device);
                model.zero_grad();
                objective.Forward(model, batch).Loss.backward();
                for (var layer = 0; layer < shape.Layers.Count; layer++)
                {
                    Add(parameters[names.Layer(layer, names.AttentionOutput) + ".weight"], shape.HeadSize, sums.Heads[layer]);
                    Add(parameters[names.Layer(layer, names.Outer) + ".weight"], 1, sums.Features[layer]);
                }
            }
        }
        finally
        {
            model.zero_grad();
            foreach (var (parameter, wanted) in parameters.Values.Zip(trainable)) parameter.requires_grad = wanted;
        }

        return sums;
    }

    /// <summary>A factor on inputs of a linear layer acts as one on their columns of the weights: its derivative is the sum of weights times gradients there.</summary>
    private static void Add(Tensor weight, int columns, float[] sums)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var derivatives = (weight.detach() * weight.grad!).sum(dim: 0).view(-1, columns).sum(1).abs().cpu();
        var values = MemoryMarshal.Cast<byte, float>(derivatives.contiguous().bytes);
        for (var i = 0; i < sums.Length; i++) sums[i] += values[i];
    }
}
