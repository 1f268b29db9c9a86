using TransferLearning.Data;

namespace TransferLearning.Training;

/// <summary>How many steps a training takes, and which examples each of them sees. It depends on data and settings alone.</summary>
internal sealed class TrainingPlan
{
    private readonly BatchSampler _sampler;
    private readonly TrainingArguments _arguments;

    /// <summary>Plans a training.</summary>
    /// <exception cref="DatasetException">There are too few examples for a single batch, or all have the same label.</exception>
    public TrainingPlan(TokenizedDataset dataset, TrainingArguments arguments)
    {
        if (dataset.Count == 0) throw new DatasetException("The training data set is empty.");
        if (dataset.All(example => example.Label == dataset[0].Label))
        {
            throw new DatasetException(
                $"All {dataset.Count} training examples have the label '{dataset.LabelNames[dataset[0].Label]}': there is nothing to tell apart. Add examples of another label, or check the label column.");
        }

        _arguments = arguments;
        _sampler = new BatchSampler(
            [.. dataset.Select(example => example.InputIds.Length)], arguments.PerDeviceTrainBatchSize, arguments.GroupByLength, arguments.DataloaderDropLast);
        if (_sampler.Count == 0)
        {
            throw new DatasetException($"{dataset.Count} examples do not fill a batch of {arguments.PerDeviceTrainBatchSize}, and partial batches are dropped. Make the batch smaller or keep partial batches.");
        }

        StepsPerEpoch = (_sampler.Count + arguments.GradientAccumulationSteps - 1) / arguments.GradientAccumulationSteps;
        MaxSteps = arguments.MaxSteps > 0 ? arguments.MaxSteps : Math.Max(1, (int)Math.Ceiling(arguments.NumTrainEpochs * StepsPerEpoch));
    }

    /// <summary>Optimizer steps in an epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Optimizer steps in all.</summary>
    public int MaxSteps { get; }

    /// <summary>The learning rate of each step.</summary>
    public LearningRateSchedule Schedule
    {
        get
        {
            var warmup = _arguments.WarmupSteps > 0 ? _arguments.WarmupSteps : (int)Math.Ceiling(_arguments.WarmupRatio * MaxSteps);
            return new LearningRateSchedule(_arguments.LrSchedulerType, warmup, MaxSteps, _arguments.LrStepSize, _arguments.LrGamma);
        }
    }

    /// <summary>The batches of each step, as positions of examples, from a step on and without end.</summary>
    /// <param name="step">The number of steps made before.</param>
    public IEnumerable<int[][]> StepsFrom(int step)
    {
        var (epoch, stepOfEpoch) = Math.DivRem(step, StepsPerEpoch);
        for (; ; epoch++, stepOfEpoch = 0)
        {
            foreach (var batches in _sampler.Shuffled(_arguments.Seed, epoch).Chunk(_arguments.GradientAccumulationSteps).Skip(stepOfEpoch)) yield return batches;
        }
    }
}
