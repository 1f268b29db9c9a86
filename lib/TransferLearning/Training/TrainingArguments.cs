namespace TransferLearning.Training;

/// <summary>The settings of a training. Names and defaults are those of Hugging Face's <c>TrainingArguments</c> where it has them.</summary>
public sealed partial record TrainingArguments
{
    /// <summary>Where checkpoints go; <see langword="null"/> saves none.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Whether the checkpoints of an earlier run in <see cref="OutputDir"/> are deleted when a new run begins. Otherwise a new run does not begin there.</summary>
    public bool OverwriteOutputDir { get; init; }

    /// <summary>Where to train, such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>; <see langword="null"/> leaves the model where it is.</summary>
    public string? Device { get; init; }

    /// <summary>
    /// Whether to compute in bfloat16 where that is safe. It must be off: TorchSharp has no <c>autocast</c>, so training always computes in float32
    /// (weights can be stored in bfloat16, see <see cref="Models.PreTrainedModel.SavePretrained"/>).
    /// </summary>
    public bool Bf16 { get; init; }

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

    /// <summary>What turns gradients into changes of the weights.</summary>
    public OptimizerType Optim { get; init; }

    /// <summary>The highest learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 5e-5;

    /// <summary>Each layer's learning rate as a share of that of the layer above it, in (0, 1]; 1 gives all the same (Howard and Ruder 2018 use 1/2.6).</summary>
    public double LayerwiseLearningRateDecay { get; init; } = 1;

    /// <summary>
    /// Epochs after which one layer more is trained, from the head down to the embeddings (Howard and Ruder 2018); 0 trains all layers from the start.
    /// </summary>
    public double GradualUnfreezingEpochs { get; init; }

    /// <summary>Weight decay of matrices, 0 or more; biases and layer normalisation never decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Adam's beta 1, in [0, 1).</summary>
    public double AdamBeta1 { get; init; } = 0.9;

    /// <summary>Adam's beta 2, in [0, 1).</summary>
    public double AdamBeta2 { get; init; } = 0.999;

    /// <summary>Adam's epsilon, above 0.</summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>The share of the last change that goes on in SGD, in [0, 1).</summary>
    public double SgdMomentum { get; init; } = 0.9;

    /// <summary>The length that longer gradients are cut to; 0 for no limit.</summary>
    public double MaxGradNorm { get; init; } = 1;

    /// <summary>How the learning rate changes after the warm-up.</summary>
    public SchedulerType LrSchedulerType { get; init; } = SchedulerType.Linear;

    /// <summary>Steps after which the learning rate of <see cref="SchedulerType.Step"/> falls, at least 1; <see langword="null"/> for a third of the steps.</summary>
    public int? LrStepSize { get; init; }

    /// <summary>The factor by which the learning rate of <see cref="SchedulerType.Step"/> falls, above 0 and at most 1.</summary>
    public double LrGamma { get; init; } = 0.1;

    /// <summary>The share of the steps over which the learning rate rises, in [0, 1].</summary>
    public double WarmupRatio { get; init; }

    /// <summary>The steps over which the learning rate rises; above 0 it overrides <see cref="WarmupRatio"/>.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>How much of each label is spread over the other labels, in [0, 1).</summary>
    public double LabelSmoothingFactor { get; init; }

    /// <summary>A weight for each label's loss, by label number; <see langword="null"/> weighs all alike.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>
    /// Whether the labels' losses are weighed so that each label counts the same, however few examples it has. For a model with one output
    /// this is the <c>pos_weight</c> of binary cross entropy.
    /// </summary>
    public bool BalanceClasses { get; init; }

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

    /// <summary>What tells which evaluation is best: <c>loss</c>, <c>accuracy</c>, <c>precision</c>, <c>recall</c>, <c>f1</c> (all three macro averages), <c>f1_micro</c>, <c>f1_weighted</c>, <c>matthews_correlation</c> or <c>roc_auc</c>.</summary>
    public string MetricForBestModel { get; init; } = EvaluationMetrics.Loss;

    /// <summary>The same seed gives the same weights.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Whether batches hold examples of similar length, so that little is padded.</summary>
    public bool GroupByLength { get; init; }

    /// <summary>Whether a last batch with fewer examples is left out of training.</summary>
    public bool DataloaderDropLast { get; init; }

    /// <summary>Batches that another thread prepares ahead, 0 or more; 0 prepares each when it is needed.</summary>
    public int DataloaderPrefetchFactor { get; init; }

    /// <summary>The length in tokens that every training batch is padded to, at least 1; <see langword="null"/> pads to the longest example of each batch.</summary>
    public int? PadToLength { get; init; }
}
