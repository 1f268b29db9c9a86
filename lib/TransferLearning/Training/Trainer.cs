using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>
/// Trains and evaluates a text classifier, as Hugging Face's <c>Trainer</c> does: batches with dynamic padding, AdamW,
/// a learning-rate schedule, evaluation, checkpoints. The same seed gives the same weights, and a resumed run ends as an
/// uninterrupted one would have.
/// </summary>
public sealed class Trainer
{
    private readonly SequenceClassificationModel _model;
    private readonly TrainingArguments _arguments;
    private readonly TokenizedDataset? _trainDataset;
    private readonly TokenizedDataset? _evalDataset;
    private readonly IReadOnlyList<TrainerCallback> _callbacks;

    /// <summary>Creates a trainer.</summary>
    /// <param name="model">The classifier; it is trained in place.</param>
    /// <param name="arguments">The settings, or <see langword="null"/> for the defaults.</param>
    /// <param name="trainDataset">What to train on; not needed for evaluation.</param>
    /// <param name="evalDataset">What to evaluate on.</param>
    /// <param name="callbacks">What takes part in the training.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, the data does not fit the model, or there is none to evaluate on.</exception>
    public Trainer(
        SequenceClassificationModel model,
        TrainingArguments? arguments = null,
        TokenizedDataset? trainDataset = null,
        TokenizedDataset? evalDataset = null,
        IReadOnlyList<TrainerCallback>? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _arguments = arguments ?? new TrainingArguments();
        _arguments.Validate();
        CheckLabels(model.Config, trainDataset, nameof(trainDataset));
        CheckLabels(model.Config, evalDataset, nameof(evalDataset));
        if (_arguments.EvalStrategy != IntervalStrategy.No && evalDataset is null)
        {
            throw new ArgumentException($"{nameof(TrainingArguments.EvalStrategy)} is {_arguments.EvalStrategy}, but there is no evaluation data. Give some, or set it to {nameof(IntervalStrategy.No)}.", nameof(evalDataset));
        }

        if (_arguments.Device is { } device) DeviceChoice.Move(model, device);
        _model = model;
        _trainDataset = trainDataset;
        _evalDataset = evalDataset;
        _callbacks = callbacks ?? [];
    }

    /// <summary>What the model is trained for, if not for the labels alone.</summary>
    internal ClassificationObjective? Objective { get; init; }

    /// <summary>Trains the model.</summary>
    /// <param name="resumeFromCheckpoint">Whether to go on from the last checkpoint in the output folder, if there is one.</param>
    /// <param name="cancellationToken">Stops the run after the current step; where checkpoints are saved, one is saved first.</param>
    /// <exception cref="InvalidOperationException">The trainer has no training data.</exception>
    /// <exception cref="DatasetException">The training data is empty, too little for a batch, or of one label only.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="TrainingException">The loss is no longer a number, all is frozen, the output folder is another run's, or a checkpoint could not be saved. Earlier checkpoints are intact.</exception>
    public TrainOutput Train(bool resumeFromCheckpoint = false, CancellationToken cancellationToken = default)
    {
        var dataset = _trainDataset ?? throw new InvalidOperationException("There is nothing to train on: give the trainer a training data set.");

        using var run = new TrainingRun(_model, _arguments, dataset, Objective ?? ClassificationObjective.For(dataset, _arguments), _callbacks, EvaluateDuringTraining);
        return run.Train(resumeFromCheckpoint, cancellationToken);
    }

    /// <summary>Measures the model.</summary>
    /// <param name="dataset">What to measure on; <see langword="null"/> for the evaluation data.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model.</exception>
    public EvaluationMetrics Evaluate(TokenizedDataset? dataset = null, CancellationToken cancellationToken = default) =>
        Predict(dataset ?? _evalDataset ?? throw new ArgumentException("There is no evaluation data: give some.", nameof(dataset)), cancellationToken).Metrics;

    /// <summary>Predicts the label of every example.</summary>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model.</exception>
    public PredictionOutput Predict(TokenizedDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckLabels(_model.Config, dataset, nameof(dataset));
        var objective = new ClassificationObjective(dataset.LabelNames.Count);
        return Evaluator.Predict(_model, dataset, _arguments.PerDeviceEvalBatchSize, objective, cancellationToken);
    }

    private EvaluationMetrics EvaluateDuringTraining(CancellationToken cancellationToken) => Evaluate(_evalDataset, cancellationToken);

    /// <summary>Refuses data that has other labels than a model.</summary>
    internal static void CheckLabels(PretrainedConfig config, TokenizedDataset? dataset, string parameter)
    {
        if (dataset is null) return;
        var (outputs, labels) = (config.NumLabels, dataset.LabelNames.Count);
        if (outputs != labels && !(outputs == 1 && labels == 2))
        {
            throw new ArgumentException($"The model has {outputs} labels ({string.Join(", ", config.Labels)}), but the data has {labels} ({string.Join(", ", dataset.LabelNames)}). Load the model with the data's labels.", parameter);
        }
    }
}
