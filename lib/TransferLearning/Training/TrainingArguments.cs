using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLearning.Hub;

namespace TransferLearning.Training;

/// <summary>The settings of a training. Names and defaults are those of Hugging Face's <c>TrainingArguments</c> where it has them.</summary>
public sealed record TrainingArguments
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Where checkpoints go; <see langword="null"/> saves none.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Passes over the training data, above 0; a fraction ends within a pass.</summary>
    public double NumTrainEpochs { get; init; } = 3;

    /// <summary>Optimizer steps in all, which then overrides <see cref="NumTrainEpochs"/>; -1 leaves it to the epochs.</summary>
    public int MaxSteps { get; init; } = -1;

    /// <summary>Examples in a training batch, at least 1.</summary>
    public int PerDeviceTrainBatchSize { get; init; } = 8;

    /// <summary>Examples in an evaluation batch, at least 1.</summary>
    public int PerDeviceEvalBatchSize { get; init; } = 8;

    /// <summary>Batches whose gradients are added up for one optimizer step, at least 1.</summary>
    public int GradientAccumulationSteps { get; init; } = 1;

    /// <summary>The highest learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 5e-5;

    /// <summary>Each layer's learning rate as a share of that of the layer above it, in (0, 1]; 1 gives all the same (Howard and Ruder 2018 use 1/2.6).</summary>
    public double LayerwiseLearningRateDecay { get; init; } = 1;

    /// <summary>Weight decay of matrices, 0 or more; biases and layer normalisation never decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>AdamW's beta 1, in [0, 1).</summary>
    public double AdamBeta1 { get; init; } = 0.9;

    /// <summary>AdamW's beta 2, in [0, 1).</summary>
    public double AdamBeta2 { get; init; } = 0.999;

    /// <summary>AdamW's epsilon, above 0.</summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>The length that longer gradients are cut to; 0 for no limit.</summary>
    public double MaxGradNorm { get; init; } = 1;

    /// <summary>How the learning rate changes after the warm-up.</summary>
    public SchedulerType LrSchedulerType { get; init; } = SchedulerType.Linear;

    /// <summary>The share of the steps over which the learning rate rises, in [0, 1].</summary>
    public double WarmupRatio { get; init; }

    /// <summary>The steps over which the learning rate rises; above 0 it overrides <see cref="WarmupRatio"/>.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>How much of each label is spread over the other labels, in [0, 1).</summary>
    public double LabelSmoothingFactor { get; init; }

    /// <summary>A weight for each label's loss, by label number; <see langword="null"/> weighs all alike.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>An entry in the log every so many steps, at least 1.</summary>
    public int LoggingSteps { get; init; } = 500;

    /// <summary>When to evaluate.</summary>
    public IntervalStrategy EvalStrategy { get; init; } = IntervalStrategy.No;

    /// <summary>Steps between evaluations when <see cref="EvalStrategy"/> is <see cref="IntervalStrategy.Steps"/>, at least 1.</summary>
    public int EvalSteps { get; init; } = 500;

    /// <summary>When to save a checkpoint; nothing is saved without <see cref="OutputDir"/>.</summary>
    public IntervalStrategy SaveStrategy { get; init; } = IntervalStrategy.Steps;

    /// <summary>Steps between checkpoints when <see cref="SaveStrategy"/> is <see cref="IntervalStrategy.Steps"/>, at least 1.</summary>
    public int SaveSteps { get; init; } = 500;

    /// <summary>How many checkpoints to keep, at least 1; <see langword="null"/> keeps all. The best one is kept besides.</summary>
    public int? SaveTotalLimit { get; init; }

    /// <summary>Whether the model ends with the weights of its best evaluation. Needs <see cref="OutputDir"/>, and evaluation and saving at the same times.</summary>
    public bool LoadBestModelAtEnd { get; init; }

    /// <summary>What tells which evaluation is best: <c>loss</c>, <c>accuracy</c>, <c>f1</c> (macro) or <c>matthews_correlation</c>.</summary>
    public string MetricForBestModel { get; init; } = EvaluationMetrics.Loss;

    /// <summary>The same seed gives the same weights.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Whether batches hold examples of similar length, so that little is padded.</summary>
    public bool GroupByLength { get; init; }

    /// <summary>Whether a last batch with fewer examples is left out of training.</summary>
    public bool DataloaderDropLast { get; init; }

    /// <summary>Reads settings from a JSON file with Hugging Face's names (<c>learning_rate</c>, …). What the file leaves out has its default.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, or has a name or value that is not a setting.</exception>
    public static TrainingArguments FromJsonFile(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingArguments>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"'{path}' holds no settings.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' cannot be read as training arguments: {error.Message}", error);
        }
    }

    /// <summary>Writes the settings to a JSON file with Hugging Face's names.</summary>
    public void ToJsonFile(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json));

    /// <summary>Throws when a setting is out of its range, or two settings contradict each other.</summary>
    /// <exception cref="ArgumentException">The message names the setting, its value and its range.</exception>
    public void Validate()
    {
        Require(NumTrainEpochs > 0 && double.IsFinite(NumTrainEpochs), nameof(NumTrainEpochs), NumTrainEpochs, "above 0");
        Require(MaxSteps is -1 or >= 1, nameof(MaxSteps), MaxSteps, "-1 (as many as the epochs take) or at least 1");
        Require(PerDeviceTrainBatchSize >= 1, nameof(PerDeviceTrainBatchSize), PerDeviceTrainBatchSize, "at least 1");
        Require(PerDeviceEvalBatchSize >= 1, nameof(PerDeviceEvalBatchSize), PerDeviceEvalBatchSize, "at least 1");
        Require(GradientAccumulationSteps >= 1, nameof(GradientAccumulationSteps), GradientAccumulationSteps, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Require(LayerwiseLearningRateDecay is > 0 and <= 1, nameof(LayerwiseLearningRateDecay), LayerwiseLearningRateDecay, "above 0 and at most 1");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Require(AdamBeta1 is >= 0 and < 1, nameof(AdamBeta1), AdamBeta1, "at least 0 and below 1");
        Require(AdamBeta2 is >= 0 and < 1, nameof(AdamBeta2), AdamBeta2, "at least 0 and below 1");
        Require(AdamEpsilon > 0, nameof(AdamEpsilon), AdamEpsilon, "above 0");
        Require(MaxGradNorm >= 0, nameof(MaxGradNorm), MaxGradNorm, "0 (no limit) or more");
        Require(WarmupRatio is >= 0 and <= 1, nameof(WarmupRatio), WarmupRatio, "between 0 and 1");
        Require(WarmupSteps >= 0, nameof(WarmupSteps), WarmupSteps, "0 or more");
        Require(LabelSmoothingFactor is >= 0 and < 1, nameof(LabelSmoothingFactor), LabelSmoothingFactor, "at least 0 and below 1");
        Require(ClassWeights is null || ClassWeights.All(weight => weight >= 0), nameof(ClassWeights), string.Join(", ", ClassWeights ?? []), "0 or more each");
        Require(LoggingSteps >= 1, nameof(LoggingSteps), LoggingSteps, "at least 1");
        Require(EvalSteps >= 1, nameof(EvalSteps), EvalSteps, "at least 1");
        Require(SaveSteps >= 1, nameof(SaveSteps), SaveSteps, "at least 1");
        Require(SaveTotalLimit is null or >= 1, nameof(SaveTotalLimit), SaveTotalLimit ?? 0, "at least 1");
        Require(EvaluationMetrics.Names.Contains(MetricForBestModel), nameof(MetricForBestModel), MetricForBestModel, string.Join(", ", EvaluationMetrics.Names));
        if (!LoadBestModelAtEnd) return;
        Require(OutputDir is not null, nameof(OutputDir), "not set", $"set, for {nameof(LoadBestModelAtEnd)} to find the best checkpoint there");
        Require(
            EvalStrategy != IntervalStrategy.No && SaveStrategy == EvalStrategy && (SaveStrategy != IntervalStrategy.Steps || SaveSteps == EvalSteps),
            nameof(SaveStrategy), $"{SaveStrategy} ({SaveSteps} steps)", $"such that a checkpoint is saved whenever the model is evaluated ({EvalStrategy}, {EvalSteps} steps), for {nameof(LoadBestModelAtEnd)}");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds) throw new ArgumentException($"{name} is {value}, but must be {range}.", name);
    }
}
