using System.Diagnostics;
using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>One call of <see cref="Trainer.Train"/>: the loop over steps, and what happens between them.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const string WeightsFile = "model.safetensors";
    private const string OptimizerFile = "optimizer.bin";
    private const string StateFile = "trainer_state.json";
    private readonly SequenceClassificationModel _model;
    private readonly TrainingArguments _arguments;
    private readonly TokenizedDataset _dataset;
    private readonly IReadOnlyList<TrainerCallback> _callbacks;
    private readonly Func<CancellationToken, EvaluationMetrics> _evaluate;
    private readonly ClassificationObjective _objective;
    private readonly DataCollatorWithPadding _collator;
    private readonly BatchSampler _sampler;
    private readonly LearningRateSchedule _schedule;
    private readonly ParameterGroups _groups;
    private readonly CheckpointStore? _checkpoints;
    private readonly TrainerControl _control = new();
    private readonly Stopwatch _sinceLog = new();
    private readonly int _stepsPerEpoch;
    private double _lossSinceLog;
    private int _stepsSinceLog;
    private long _tokensSinceLog;
    private TrainerState _state;

    public TrainingRun(
        SequenceClassificationModel model,
        TrainingArguments arguments,
        TokenizedDataset dataset,
        IReadOnlyList<TrainerCallback> callbacks,
        Func<CancellationToken, EvaluationMetrics> evaluate)
    {
        _model = model;
        _arguments = arguments;
        _dataset = dataset;
        _callbacks = callbacks;
        _evaluate = evaluate;
        _objective = new ClassificationObjective(dataset.LabelNames.Count, arguments);
        _collator = new DataCollatorWithPadding(dataset.PadTokenId);
        _sampler = new BatchSampler(
            [.. dataset.Select(example => example.InputIds.Length)], arguments.PerDeviceTrainBatchSize, arguments.GroupByLength, arguments.DataloaderDropLast);
        if (_sampler.Count == 0)
        {
            throw new DatasetException($"{dataset.Count} examples do not fill a batch of {arguments.PerDeviceTrainBatchSize}, and partial batches are dropped. Make the batch smaller or keep partial batches.");
        }

        _stepsPerEpoch = (_sampler.Count + arguments.GradientAccumulationSteps - 1) / arguments.GradientAccumulationSteps;
        var maxSteps = arguments.MaxSteps > 0 ? arguments.MaxSteps : Math.Max(1, (int)Math.Ceiling(arguments.NumTrainEpochs * _stepsPerEpoch));
        var warmup = arguments.WarmupSteps > 0 ? arguments.WarmupSteps : (int)Math.Ceiling(arguments.WarmupRatio * maxSteps);
        _schedule = new LearningRateSchedule(arguments.LrSchedulerType, warmup, maxSteps);
        _groups = new ParameterGroups(model.named_parameters(), new AdamWSettings(
            arguments.LearningRate, arguments.WeightDecay, arguments.AdamBeta1, arguments.AdamBeta2, arguments.AdamEpsilon, arguments.LayerwiseLearningRateDecay));
        _checkpoints = arguments.OutputDir is { } folder ? new CheckpointStore(folder) : null;
        _state = new TrainerState { MaxSteps = maxSteps, Seed = arguments.Seed };
    }

    /// <summary>Trains to the last step.</summary>
    public TrainOutput Train(bool resume, CancellationToken cancellationToken)
    {
        if (resume && _checkpoints?.Steps is [.., var last]) Restore(_checkpoints.PathOf(last));
        var total = Stopwatch.StartNew();
        var (lossSum, firstStep) = (0.0, _state.GlobalStep);
        Notify(callback => callback.OnTrainBegin(_state, _control));
        _sinceLog.Start();

        for (IReadOnlyList<int[]> batches = []; _state.GlobalStep < _state.MaxSteps && !_control.ShouldTrainingStop;)
        {
            var (epoch, stepOfEpoch) = Math.DivRem(_state.GlobalStep, _stepsPerEpoch);
            if (batches.Count == 0 || stepOfEpoch == 0) batches = _sampler.Shuffled(_arguments.Seed, epoch);
            lossSum += Step([.. batches.Skip(stepOfEpoch * _arguments.GradientAccumulationSteps).Take(_arguments.GradientAccumulationSteps)]);
            AfterStep(cancellationToken);
        }

        if (_arguments.LoadBestModelAtEnd && _state.BestStep is { } best) SavedWeights.CopyInto(_model, Path.Combine(_checkpoints!.PathOf(best), WeightsFile));
        _model.eval();
        Notify(callback => callback.OnTrainEnd(_state, _control));
        return new TrainOutput(_state, lossSum / Math.Max(1, _state.GlobalStep - firstStep), total.Elapsed.TotalSeconds);
    }

    public void Dispose()
    {
        _groups.Dispose();
        _checkpoints?.Dispose();
    }

    /// <summary>One optimizer step on the gradients of a few batches.</summary>
    private double Step(int[][] batches)
    {
        using var stepScope = torch.NewDisposeScope();
        var step = _state.GlobalStep;
        torch.manual_seed(StepSeed.Of(_arguments.Seed, step));
        _groups.SetRate(_schedule.Factor(step));
        _model.train();
        _groups.Optimizer.zero_grad();

        var (lossSum, tokens) = (0.0, 0L);
        foreach (var indices in batches)
        {
            using var batchScope = torch.NewDisposeScope();
            var examples = Array.ConvertAll(indices, index => _dataset[index]);
            var (_, loss) = _objective.Forward(_model, _collator.Collate(examples, _model.Device));
            var value = loss.item<float>();
            if (!float.IsFinite(value)) throw NoNumber(value, indices);
            (batches.Length == 1 ? loss : loss / batches.Length).backward();
            lossSum += value;
            tokens += examples.Sum(example => (long)example.InputIds.Length);
        }

        _groups.ClipGradients(_arguments.MaxGradNorm);
        _groups.Optimizer.step();
        var meanLoss = lossSum / batches.Length;
        _lossSinceLog += meanLoss;
        _tokensSinceLog += tokens;
        _stepsSinceLog++;
        _state = _state with
        {
            GlobalStep = step + 1,
            Epoch = (double)(step + 1) / _stepsPerEpoch,
            NumInputTokensSeen = _state.NumInputTokensSeen + tokens,
        };
        return meanLoss;
    }

    /// <summary>Logs, evaluates and saves when it is time to.</summary>
    private void AfterStep(CancellationToken cancellationToken)
    {
        Notify(callback => callback.OnStepEnd(_state, _control));
        var isLast = _state.GlobalStep == _state.MaxSteps;
        var endsEpoch = _state.GlobalStep % _stepsPerEpoch == 0 || isLast;
        if (_state.GlobalStep % _arguments.LoggingSteps == 0 || isLast) LogTraining();
        if (endsEpoch) Notify(callback => callback.OnEpochEnd(_state, _control));
        if (cancellationToken.IsCancellationRequested)
        {
            if (_arguments.SaveStrategy != IntervalStrategy.No) Save();
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (IsTime(_arguments.EvalStrategy, _arguments.EvalSteps, endsEpoch)) Evaluate(cancellationToken);
        if (IsTime(_arguments.SaveStrategy, _arguments.SaveSteps, endsEpoch) || (isLast && _arguments.SaveStrategy != IntervalStrategy.No)) Save();
    }

    private bool IsTime(IntervalStrategy strategy, int steps, bool endsEpoch) => strategy switch
    {
        IntervalStrategy.Steps => _state.GlobalStep % steps == 0,
        IntervalStrategy.Epoch => endsEpoch,
        _ => false,
    };

    private void LogTraining()
    {
        Log(new LogEntry
        {
            Step = _state.GlobalStep,
            Epoch = _state.Epoch,
            Loss = _lossSinceLog / Math.Max(1, _stepsSinceLog),
            LearningRate = _arguments.LearningRate * _schedule.Factor(_state.GlobalStep - 1),
            TokensPerSecond = _tokensSinceLog / _sinceLog.Elapsed.TotalSeconds,
        });
        (_lossSinceLog, _stepsSinceLog, _tokensSinceLog) = (0, 0, 0);
        _sinceLog.Restart();
    }

    private void Evaluate(CancellationToken cancellationToken)
    {
        _sinceLog.Stop();
        var metrics = _evaluate(cancellationToken);
        var value = metrics[_arguments.MetricForBestModel];
        var isBetter = _state.BestMetric is not { } best || (EvaluationMetrics.GreaterIsBetter(_arguments.MetricForBestModel) ? value > best : value < best);
        if (isBetter) _state = _state with { BestMetric = value, BestStep = _state.GlobalStep };
        Log(new LogEntry
        {
            Step = _state.GlobalStep,
            Epoch = _state.Epoch,
            EvalLoss = metrics.LossValue,
            EvalAccuracy = metrics.Accuracy,
            EvalF1 = metrics.Report.MacroAverage.F1,
        });
        Notify(callback => callback.OnEvaluate(_state, metrics, _control));
        _sinceLog.Start();
    }

    private void Log(LogEntry entry)
    {
        _state = _state with { LogHistory = [.. _state.LogHistory, entry] };
        Notify(callback => callback.OnLog(_state, entry, _control));
    }

    private void Save()
    {
        if (_checkpoints is null) return;
        _checkpoints.Save(_state.GlobalStep, folder =>
        {
            _model.SavePretrained(folder);
            _groups.Optimizer.save_state_dict(Path.Combine(folder, OptimizerFile));
            RunState.Write(Path.Combine(folder, StateFile), _state);
        });
        _checkpoints.Prune(_arguments.SaveTotalLimit, _arguments.LoadBestModelAtEnd ? _state.BestStep : null);
        Notify(callback => callback.OnSave(_state, _checkpoints.PathOf(_state.GlobalStep), _control));
    }

    private void Restore(string folder)
    {
        var saved = RunState.Read<TrainerState>(Path.Combine(folder, StateFile));
        if (saved.Seed != _arguments.Seed || saved.MaxSteps != _state.MaxSteps)
        {
            throw new TrainingException(
                $"The checkpoint '{folder}' belongs to a run of {saved.MaxSteps} steps with seed {saved.Seed}, but this one has {_state.MaxSteps} steps and seed {_arguments.Seed}. Resume with the same settings, or begin a run in another folder.");
        }

        SavedWeights.CopyInto(_model, Path.Combine(folder, WeightsFile));
        _groups.Optimizer.load_state_dict(Path.Combine(folder, OptimizerFile));
        _state = saved;
    }

    private TrainingException NoNumber(float value, int[] indices)
    {
        var kept = _checkpoints?.Steps is [.., var last] ? $"The last checkpoint is '{_checkpoints.PathOf(last)}'." : "There is no checkpoint.";
        return new TrainingException(
            $"The loss of step {_state.GlobalStep + 1} is {value} at learning rate {_arguments.LearningRate * _schedule.Factor(_state.GlobalStep):G3}, on the examples {string.Join(", ", indices)}. {kept} Lower the learning rate, lengthen the warm-up, or look at these examples.");
    }

    private void Notify(Action<TrainerCallback> what)
    {
        foreach (var callback in _callbacks) what(callback);
    }
}
