using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>The settings of <see cref="HeadFirstFineTuning"/>.</summary>
public sealed record HeadFirstArguments
{
    /// <summary>The head's training on frozen features: 12 epochs, as the recipe has it.</summary>
    public FeatureHeadArguments Head { get; init; } = new() { Epochs = 12, BatchSize = 32, LearningRate = 1e-3, WeightDecay = 0.01 };

    /// <summary>The training of the whole model that follows.</summary>
    public TrainingArguments FineTuning { get; init; } = new() { LearningRate = 2e-5, WarmupRatio = 0.1, WeightDecay = 0.01 };
}

/// <summary>What <see cref="HeadFirstFineTuning"/> came to.</summary>
/// <param name="HeadLosses">The mean loss of each epoch of the head's training.</param>
/// <param name="AfterHead">The evaluation with the trained head on the untouched body, if there is data for it.</param>
/// <param name="FineTuning">What the training of the whole model came to.</param>
/// <param name="AfterFineTuning">The evaluation at the end, if there is data for it.</param>
public sealed record HeadFirstOutput(IReadOnlyList<double> HeadLosses, EvaluationMetrics? AfterHead, TrainOutput FineTuning, EvaluationMetrics? AfterFineTuning);

/// <summary>
/// Two stages: the head is trained on the frozen body's features, which are computed once; then the whole model is
/// fine-tuned from there. A head that already reads the features sends small, sensible gradients into the body, where a
/// random one would first spoil what pre-training gave (Kumar et al. 2022, "Fine-Tuning can Distort Pretrained Features and
/// Underperform Out-of-Distribution").
/// </summary>
/// <example>
/// <code>
/// var model = EncoderForSequenceClassification.FromPretrained("roberta-base", ClassificationHead.Custom, data.LabelNames);
/// var output = new HeadFirstFineTuning(model).Train(train, validation);
/// </code>
/// </example>
public sealed class HeadFirstFineTuning
{
    private readonly SequenceClassificationModel _model;
    private readonly EncoderModel _encoder;
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _head;
    private readonly FeaturePooling _pooling;

    /// <summary>The recipe for an encoder under one of the course's heads.</summary>
    public HeadFirstFineTuning(EncoderForSequenceClassification model)
        : this(model, (model ?? throw new ArgumentNullException(nameof(model))).Head)
    {
    }

    /// <summary>The recipe for any classifier whose scores are a head's over pooled hidden states.</summary>
    /// <param name="model">The classifier; it is trained in place.</param>
    /// <param name="head">The part of it from features [B, dimensions] to scores [B, labels].</param>
    /// <param name="pooling">How the model makes a vector of the last layer's hidden states for this head.</param>
    /// <exception cref="ArgumentException">The model has no body that stands alone.</exception>
    public HeadFirstFineTuning(SequenceClassificationModel model, torch.nn.Module<torch.Tensor, torch.Tensor> head, FeaturePooling pooling = FeaturePooling.Cls)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(head);
        _model = model;
        _head = head;
        _pooling = pooling;
        _encoder = model.Encoder ?? throw new ArgumentException($"{model.GetType().Name} has no pre-trained body whose features a head could be trained on.", nameof(model));
    }

    /// <summary>Trains both stages.</summary>
    /// <param name="train">What to train on.</param>
    /// <param name="evaluation">What to evaluate on after each stage.</param>
    /// <param name="arguments">The settings, or <see langword="null"/> for the defaults.</param>
    /// <param name="callbacks">What takes part in the second stage.</param>
    /// <param name="resumeFromCheckpoint">Whether the second stage goes on from its last checkpoint, if there is one. The first stage is made again, to the same head.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="TrainingException">A loss is no longer a number, or a checkpoint could not be saved.</exception>
    public HeadFirstOutput Train(
        TokenizedDataset train,
        TokenizedDataset? evaluation = null,
        HeadFirstArguments? arguments = null,
        IReadOnlyList<TrainerCallback>? callbacks = null,
        bool resumeFromCheckpoint = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        arguments ??= new HeadFirstArguments();
        var trainer = new Trainer(_model, arguments.FineTuning, train, evaluation, callbacks);

        var features = new FeatureExtractor(_encoder, _pooling).Extract(train, arguments.FineTuning.PerDeviceEvalBatchSize, cancellationToken: cancellationToken);
        var headLosses = HeadTraining.Fit(_head, features, arguments.Head, cancellationToken);
        var afterHead = evaluation is null ? null : trainer.Evaluate(evaluation, cancellationToken);

        var fineTuning = trainer.Train(resumeFromCheckpoint, cancellationToken);
        return new HeadFirstOutput(headLosses, afterHead, fineTuning, evaluation is null ? null : trainer.Evaluate(evaluation, cancellationToken));
    }
}
