using System.Diagnostics;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>One call of <see cref="Trainer.Train"/>: the loop over steps, and what happens between them.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly SequenceClassificationModel _model;
    private readonly TrainingArguments _arguments;
    private readonly TokenizedDataset _dataset;
    private readonly IReadOnlyList<TrainerCallback> _callbacks;
    private readonly Func<CancellationToken, EvaluationMetrics> _evaluate;
    private readonly TrainingPlan _plan;
    private readonly LearningRateSchedule _schedule;
    private readonly OptimizerStep _step;
    private readonly GradualUnfreezing? _unfreezing;
    private readonly RunCheckpoints? _checkpoints;
    private readonly TrainerControl _control = new();
    private readonly StepLog _log = new();
    private TrainerState _state;

    public TrainingRun(
        SequenceClassificationModel model,
        TrainingArguments arguments,
        TokenizedDataset dataset,
        ClassificationObjective objective,
        IReadOnlyList<TrainerCallback> callbacks,
        Func<CancellationToken, EvaluationMetrics> evaluate)
    {
        _model = model;
        _arguments = arguments;
        _dataset = dataset;
        _callbacks = callbacks;
        _evaluate = evaluate;
        _plan = new TrainingPlan(dataset, arguments);
        _schedule = _plan.Schedule;
        _step = new OptimizerStep(model, objective, arguments);
        _unfreezing = arguments.GradualUnfreezingEpochs > 0
            ? new GradualUnfreezing(_step.Groups.Trainable, arguments.GradualUnfreezingEpochs * _plan.StepsPerEpoch)
            : null;
        _checkpoints = arguments.OutputDir is null ? null : new RunCheckpoints(model, _step.Groups.Optimizer, arguments);
        _state = new TrainerState { MaxSteps = _plan.MaxSteps, Seed = arguments.Seed };
    }

    /// <summary>Trains to the last step.</summary>
    public TrainOutput Train(bool resume, CancellationToken cancellationToken)
    {
        if (_checkpoints is not null) _state = resume ? _checkpoints.Resume(_state) : _checkpoints.Begin(_state);
        var total = Stopwatch.StartNew();
        var (lossSum, firstStep) = (0.0, _state.GlobalStep);
        Notify(callback => callback.OnTrainBegin(_state, _control));
        _log.Start();

        // A run that was stopped on this step went without its evaluation.
        if (firstStep > 0 && IsTime(_arguments.EvalStrategy, _arguments.EvalSteps) && !_state.LogHistory.Any(entry => entry.Step == firstStep && entry.EvalLoss is not null)) Evaluate(cancellationToken);

        var collator = new DataCollatorWithPadding(_dataset.PadTokenId, fixedLength: _arguments.PadToLength);
        var steps = _plan.StepsFrom(firstStep)
            .Take(Math.Max(0, _state.MaxSteps - firstStep))
            .Select(batches => Array.ConvertAll(batches, indices => new StepBatch(indices, collator.Pad([.. indices.Select(index => _dataset[index])]))))
            .Prefetch(_arguments.DataloaderPrefetchFactor);
        foreach (var batches in steps)
        {
            // At the head of the loop: a resumed run may have come to its end before.
            if (_control.ShouldTrainingStop) break;
            lossSum += Step(batches);
            AfterStep(cancellationToken);
        }

        if (_arguments.LoadBestModelAtEnd && _state.BestStep is { } best) _checkpoints!.LoadWeights(best);
        _model.eval();
        Notify(callback => callback.OnTrainEnd(_state, _control));
        return new TrainOutput(_state, lossSum / Math.Max(1, _state.GlobalStep - firstStep), total.Elapsed.TotalSeconds);
    }

    public void Dispose()
    {
        _unfreezing?.Release();
        _step.Dispose();
        _checkpoints?.Dispose();
    }

    private double Step(StepBatch[] batches)
    {
        var step = _state.GlobalStep;
        _unfreezing?.Apply(step);
        var loss = Run(batches, step);
        var tokens = batches.Sum(batch => batch.Examples.TokenCount);
        _log.Add(loss, tokens);
        _state = _state with
        {
            GlobalStep = step + 1,
            Epoch = (double)(step + 1) / _plan.StepsPerEpoch,
            NumInputTokensSeen = _state.NumInputTokensSeen + tokens,
        };
        return loss;
    }

    private double Run(StepBatch[] batches, int step)
    {
        try
        {
            return _step.Run(batches, step, _schedule.Factor(step));
        }
        catch (NotFiniteNumberException error)
        {
            throw new TrainingException(
                $"Step {step + 1} has no usable gradient: {error.Message}, at learning rate {LearningRateOf(step):G3}. {_checkpoints?.Latest ?? "There is no checkpoint."} Lower the learning rate, lengthen the warm-up, or look at these examples.",
                error);
        }
    }

    /// <summary>Logs, evaluates and saves when it is time to.</summary>
    private void AfterStep(CancellationToken cancellationToken)
    {
        Notify(callback => callback.OnStepEnd(_state, _control));
        var isLast = _state.GlobalStep == _state.MaxSteps;
        if (_state.GlobalStep % _arguments.LoggingSteps == 0 || isLast) Log(_log.Take(_state, LearningRateOf(_state.GlobalStep - 1)));
        if (EndsEpoch) Notify(callback => callback.OnEpochEnd(_state, _control));
        if (cancellationToken.IsCancellationRequested)
        {
            if (_arguments.SaveStrategy != IntervalStrategy.No) Save();
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (IsTime(_arguments.EvalStrategy, _arguments.EvalSteps)) Evaluate(cancellationToken);
        if (IsTime(_arguments.SaveStrategy, _arguments.SaveSteps) || (isLast && _arguments.SaveStrategy != IntervalStrategy.No)) Save();
    }

    private bool EndsEpoch => _state.GlobalStep % _plan.StepsPerEpoch == 0 || _state.GlobalStep == _state.MaxSteps;

    private bool IsTime(IntervalStrategy strategy, int steps) => strategy switch
    {
        IntervalStrategy.Steps => _state.GlobalStep % steps == 0,
        IntervalStrategy.Epoch => EndsEpoch,
        _ => false,
    };

    private double LearningRateOf(int step) => _arguments.LearningRate * _schedule.Factor(step);

    private void Evaluate(CancellationToken cancellationToken)
    {
        _log.Pause();
        var metrics = _evaluate(cancellationToken);
        var value = metrics[_arguments.MetricForBestModel];
        var isBetter = _state.BestMetric is not { } best || (EvaluationMetrics.GreaterIsBetter(_arguments.MetricForBestModel) ? value > best : value < best);
        if (isBetter) _state = _state with { BestMetric = value, BestStep = _state.GlobalStep };
        Log(LogEntry.Of(metrics, _state));
        Notify(callback => callback.OnEvaluate(_state, metrics, _control));
        _log.Start();
    }

    private void Log(LogEntry entry)
    {
        _state = _state with { LogHistory = [.. _state.LogHistory, entry] };
        Notify(callback => callback.OnLog(_state, entry, _control));
    }

    private void Save()
    {
        if (_checkpoints is null) return;
        var folder = _checkpoints.Save(_state);
        Notify(callback => callback.OnSave(_state, folder, _control));
    }

    private void Notify(Action<TrainerCallback> what)
    {
        foreach (var callback in _callbacks) what(callback);
    }
}
