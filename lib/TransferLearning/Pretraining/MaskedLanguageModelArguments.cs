using TransferLearning.Training;

namespace TransferLearning.Pretraining;

/// <summary>The settings of a masked-language pre-training. Names are Hugging Face's; defaults suit a small BERT on a CPU.</summary>
public sealed record MaskedLanguageModelArguments
{
    /// <summary>Where checkpoints and the log go.</summary>
    public required string OutputDir { get; init; }

    /// <summary>Whether the checkpoints of an earlier run in <see cref="OutputDir"/> are deleted when a new run begins. Otherwise a new run does not begin there.</summary>
    public bool OverwriteOutputDir { get; init; }

    /// <summary>Optimizer steps in all, at least 1.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>Sequences in a batch, at least 1.</summary>
    public int PerDeviceTrainBatchSize { get; init; } = 32;

    /// <summary>The highest learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>The share of the steps over which the rate rises, in [0, 1).</summary>
    public double WarmupRatio { get; init; } = 0.06;

    /// <summary>How the rate changes after the warm-up.</summary>
    public SchedulerType LrSchedulerType { get; init; } = SchedulerType.Linear;

    /// <summary>Weight decay of the matrices, 0 or more.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The length that longer gradients are cut to; 0 for no limit.</summary>
    public double MaxGradNorm { get; init; } = 1;

    /// <summary>The share of tokens to predict, in (0, 1).</summary>
    public double MlmProbability { get; init; } = 0.15;

    /// <summary>Whether all pieces of a chosen word are hidden together.</summary>
    public bool WholeWordMasking { get; init; }

    /// <summary>A line in the log every so many steps, at least 1.</summary>
    public int LoggingSteps { get; init; } = 50;

    /// <summary>An evaluation every so many steps, at least 1; the last step is always evaluated.</summary>
    public int EvalSteps { get; init; } = 500;

    /// <summary>A checkpoint every so many steps, at least 1; the last step always has one.</summary>
    public int SaveSteps { get; init; } = 500;

    /// <summary>How many checkpoints to keep, at least 1.</summary>
    public int SaveTotalLimit { get; init; } = 2;

    /// <summary>The same seed gives the same weights.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Throws when a setting is out of its range.</summary>
    /// <exception cref="ArgumentException">The message names the setting, its value and its range.</exception>
    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(OutputDir), nameof(OutputDir), OutputDir, "the name of a folder");
        Require(MaxSteps >= 1, nameof(MaxSteps), MaxSteps, "at least 1");
        Require(PerDeviceTrainBatchSize >= 1, nameof(PerDeviceTrainBatchSize), PerDeviceTrainBatchSize, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Require(WarmupRatio is >= 0 and < 1, nameof(WarmupRatio), WarmupRatio, "at least 0 and below 1");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Require(MaxGradNorm >= 0, nameof(MaxGradNorm), MaxGradNorm, "0 (no limit) or more");
        Require(MlmProbability is > 0 and < 1, nameof(MlmProbability), MlmProbability, "between 0 and 1");
        Require(LoggingSteps >= 1, nameof(LoggingSteps), LoggingSteps, "at least 1");
        Require(EvalSteps >= 1, nameof(EvalSteps), EvalSteps, "at least 1");
        Require(SaveSteps >= 1, nameof(SaveSteps), SaveSteps, "at least 1");
        Require(SaveTotalLimit >= 1, nameof(SaveTotalLimit), SaveTotalLimit, "at least 1");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds) throw new ArgumentException($"{name} is {value}, but must be {range}.", name);
    }
}
