using TorchSharp;
using TransferLearning.Data;

namespace TransferLearning.Training;

/// <summary>Trains a head on features: AdamW, with a learning rate that falls in a straight line.</summary>
public static class HeadTraining
{
    /// <summary>Trains any head in place.</summary>
    /// <param name="head">From features float32 [B, dimensions] to scores float32 [B, labels], such as one of <see cref="Models.ClassificationHeads"/> or the head of a model.</param>
    /// <param name="features">The features to train on, as they are.</param>
    /// <param name="arguments">The settings, or <see langword="null"/> for the defaults; hidden size and dropout are the head's own affair.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The mean loss of each epoch.</returns>
    /// <exception cref="ArgumentException">There are no features.</exception>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<double> Fit(
        torch.nn.Module<torch.Tensor, torch.Tensor> head, FeatureSet features, FeatureHeadArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(features);
        arguments ??= new FeatureHeadArguments();
        if (features.Count == 0) throw new ArgumentException("There are no features to train on.", nameof(features));

        using var scope = torch.NewDisposeScope();
        torch.manual_seed(arguments.Seed);
        return Fit(head, features.ToTensor(), features.Labels, arguments, cancellationToken);
    }

    /// <summary>Trains on inputs float32 [N, dimensions].</summary>
    internal static IReadOnlyList<double> Fit(
        torch.nn.Module<torch.Tensor, torch.Tensor> head, torch.Tensor inputs, IReadOnlyList<int> labels, FeatureHeadArguments arguments, CancellationToken cancellationToken)
    {
        var device = head.parameters().First().device;
        var (rowsOf, targets) = (inputs.to(device), torch.tensor([.. labels.Select(label => (long)label)], dtype: torch.ScalarType.Int64, device: device));
        var sampler = new BatchSampler(new int[labels.Count], arguments.BatchSize);
        var schedule = new LearningRateSchedule(SchedulerType.Linear, 0, sampler.Count * arguments.Epochs);
        using var groups = new ParameterGroups(head.named_parameters(), new OptimizerSettings(arguments.LearningRate, arguments.WeightDecay));
        var losses = new double[arguments.Epochs];
        var step = 0;
        head.train();
        for (var epoch = 0; epoch < arguments.Epochs; epoch++)
        {
            foreach (var indices in sampler.Shuffled(arguments.Seed, epoch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var stepScope = torch.NewDisposeScope();
                var rows = torch.tensor([.. indices.Select(index => (long)index)], dtype: torch.ScalarType.Int64, device: device);
                groups.SetRate(schedule.Factor(step++));
                head.zero_grad();
                var loss = torch.nn.functional.cross_entropy(head.call(rowsOf.index_select(0, rows)), targets.index_select(0, rows));
                var value = loss.item<float>();
                if (!float.IsFinite(value)) throw new TrainingException($"The loss of the head is {value} in step {step}. Lower the learning rate ({arguments.LearningRate:G3}), or look at the features: they may not be numbers.");
                loss.backward();
                groups.Optimizer.step();
                losses[epoch] += value / sampler.Count;
            }
        }

        head.eval();
        return losses;
    }
}
