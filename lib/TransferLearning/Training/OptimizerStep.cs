using TorchSharp;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>Forward, backward, clip, step: what changes a model's weights once.</summary>
internal sealed class OptimizerStep : IDisposable
{
    private readonly SequenceClassificationModel _model;
    private readonly ClassificationObjective _objective;
    private readonly TrainingArguments _arguments;
    private readonly ParameterGroups _groups;

    /// <summary>Creates the optimizer over the model's trainable parameters.</summary>
    /// <exception cref="TrainingException">Every parameter is frozen.</exception>
    public OptimizerStep(SequenceClassificationModel model, ClassificationObjective objective, TrainingArguments arguments)
    {
        _model = model;
        _objective = objective;
        _arguments = arguments;
        _groups = new ParameterGroups(model.named_parameters(), new OptimizerSettings(
            arguments.LearningRate,
            arguments.WeightDecay,
            arguments.Optim,
            arguments.AdamBeta1,
            arguments.AdamBeta2,
            arguments.AdamEpsilon,
            arguments.SgdMomentum,
            arguments.LayerwiseLearningRateDecay));
    }

    /// <summary>The parameters and their optimizer.</summary>
    public ParameterGroups Groups => _groups;

    /// <summary>Changes the weights by the gradients of a few batches.</summary>
    /// <param name="batches">The batches; their gradients are averaged.</param>
    /// <param name="step">The step's number, which with the run's seed decides on dropout.</param>
    /// <param name="rateFactor">The learning rate as a share of the highest one.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="NotFiniteNumberException">The loss or the gradients are no number; the weights are as they were.</exception>
    public double Run(IReadOnlyList<StepBatch> batches, int step, double rateFactor)
    {
        using var stepScope = torch.NewDisposeScope();
        torch.manual_seed(StepSeed.Of(_arguments.Seed, step));
        _groups.SetRate(rateFactor);
        _model.train();
        _model.zero_grad(); // drops the gradients; the optimizer's own zero_grad would fill and keep them

        var lossSum = 0.0;
        foreach (var batch in batches)
        {
            using var batchScope = torch.NewDisposeScope();
            var (_, loss) = _objective.Forward(_model, batch.Examples.ToBatch(_model.Device));
            var value = loss.item<float>();
            if (!float.IsFinite(value)) throw new NotFiniteNumberException($"the loss is {value} on the examples {string.Join(", ", batch.Indices)}", value);
            (batches.Count == 1 ? loss : loss / batches.Count).backward();
            lossSum += value;
        }

        var length = _groups.ClipGradients(_arguments.MaxGradNorm);
        if (!double.IsFinite(length))
        {
            throw new NotFiniteNumberException($"the gradients' length is {length} on the examples {string.Join(", ", batches.SelectMany(batch => batch.Indices))}", length);
        }

        _groups.Optimizer.step();
        return lossSum / batches.Count;
    }

    /// <summary>Releases the optimizer.</summary>
    public void Dispose() => _groups.Dispose();
}
