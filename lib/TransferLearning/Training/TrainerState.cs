namespace TransferLearning.Training;

/// <summary>One entry of a training's log: either of training steps or of an evaluation.</summary>
public sealed record LogEntry
{
    /// <summary>Optimizer steps made.</summary>
    public required int Step { get; init; }

    /// <summary>Passes over the training data made, with a fraction.</summary>
    public required double Epoch { get; init; }

    /// <summary>The mean training loss of the steps since the entry before; <see langword="null"/> for an evaluation.</summary>
    public double? Loss { get; init; }

    /// <summary>The highest learning rate of the step.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Tokens trained on per second since the entry before, padding not counted.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>The loss on the evaluation data; <see langword="null"/> for training steps.</summary>
    public double? EvalLoss { get; init; }

    /// <summary>The accuracy on the evaluation data, in [0, 1].</summary>
    public double? EvalAccuracy { get; init; }

    /// <summary>The macro F1 on the evaluation data, in [0, 1].</summary>
    public double? EvalF1 { get; init; }

    /// <summary>Every figure of the evaluation by its name (see <see cref="EvaluationMetrics.Names"/>); <see langword="null"/> for training steps.</summary>
    public IReadOnlyDictionary<string, double>? EvalMetrics { get; init; }

    /// <summary>The entry of an evaluation.</summary>
    internal static LogEntry Of(EvaluationMetrics metrics, TrainerState state) => new()
    {
        Step = state.GlobalStep,
        Epoch = state.Epoch,
        EvalLoss = metrics.LossValue,
        EvalAccuracy = metrics.Accuracy,
        EvalF1 = metrics.Report.MacroAverage.F1,
        EvalMetrics = metrics.ToDictionary(),
    };
}

/// <summary>How far a training is. A checkpoint holds it.</summary>
public sealed record TrainerState
{
    /// <summary>Optimizer steps made.</summary>
    public int GlobalStep { get; init; }

    /// <summary>Optimizer steps in all.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>Passes over the training data made, with a fraction.</summary>
    public double Epoch { get; init; }

    /// <summary>The run's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Tokens trained on, padding not counted.</summary>
    public long NumInputTokensSeen { get; init; }

    /// <summary>The best value so far of the metric that tells which model is best.</summary>
    public double? BestMetric { get; init; }

    /// <summary>The step of the best value.</summary>
    public int? BestStep { get; init; }

    /// <summary>The log so far.</summary>
    public IReadOnlyList<LogEntry> LogHistory { get; init; } = [];
}

/// <summary>What a training came to.</summary>
/// <param name="State">Steps, log and best evaluation.</param>
/// <param name="TrainingLoss">The mean loss of all steps of this call.</param>
/// <param name="Seconds">How long it took, evaluations included.</param>
public sealed record TrainOutput(TrainerState State, double TrainingLoss, double Seconds);
