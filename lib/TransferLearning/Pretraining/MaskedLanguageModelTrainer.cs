using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Text;
using TransferLearning.Training;

namespace TransferLearning.Pretraining;

/// <summary>
/// Pre-trains a model by masked-language modelling (Devlin et al. 2019): some tokens of unlabelled text are hidden, and
/// the model learns to tell them from the rest; a <see cref="BertForPreTraining"/> learns a class of each sequence as well
/// (the next sentence or not, praise or blame). Runs can be stopped and resumed to the same weights.
/// </summary>
public sealed class MaskedLanguageModelTrainer
{
    private const string WeightsFile = "model.safetensors";
    private const string OptimizerFile = "optimizer.bin";
    private const string StateFile = "trainer_state.json";
    private const int EvaluationStep = -1; // no step of training: evaluation has random numbers of its own
    private readonly PretrainingObjective _objective;
    private readonly PreTrainedModel _model;
    private readonly MaskedLanguageModelArguments _arguments;
    private readonly PackedSequences _train;
    private readonly PackedSequences? _heldOut;
    private readonly DataCollatorForLanguageModeling _collator;
    private readonly BatchSampler _sampler;
    private readonly LearningRateSchedule _schedule;

    /// <summary>Creates a trainer.</summary>
    /// <param name="model">The model; it is trained in place.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="arguments">The settings.</param>
    /// <param name="train">The text to learn from.</param>
    /// <param name="heldOut">The text to evaluate on, or <see langword="null"/> for no evaluation.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or the text does not fill a batch.</exception>
    public MaskedLanguageModelTrainer(
        MaskedLanguageModel model, PreTrainedTokenizer tokenizer, MaskedLanguageModelArguments arguments, PackedSequences train, PackedSequences? heldOut = null)
        : this(new MaskedTokens(model), tokenizer, arguments, train, heldOut)
    {
    }

    /// <summary>Creates a trainer that learns the sequences' classes as well.</summary>
    /// <param name="model">The model; it is trained in place.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="arguments">The settings.</param>
    /// <param name="train">The text to learn from, with <see cref="PackedSequences.SentenceLabels"/>.</param>
    /// <param name="heldOut">The text to evaluate on, with classes too, or <see langword="null"/> for no evaluation.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, the text does not fill a batch, or it has no classes.</exception>
    public MaskedLanguageModelTrainer(
        BertForPreTraining model, PreTrainedTokenizer tokenizer, MaskedLanguageModelArguments arguments, PackedSequences train, PackedSequences? heldOut = null)
        : this(new MaskedTokensAndSentences(model), tokenizer, arguments, train, heldOut)
    {
        if (train.SentenceLabels is null || heldOut is { SentenceLabels: null })
        {
            throw new ArgumentException("The sequences have no classes for the model's second head to learn: give them some, or train a masked-language model.", nameof(train));
        }
    }

    private MaskedLanguageModelTrainer(
        PretrainingObjective objective, PreTrainedTokenizer tokenizer, MaskedLanguageModelArguments arguments, PackedSequences train, PackedSequences? heldOut)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(train);
        arguments.Validate();
        if (train.Count < arguments.PerDeviceTrainBatchSize)
        {
            throw new ArgumentException($"The text makes {train.Count} sequences, which do not fill a batch of {arguments.PerDeviceTrainBatchSize}. Add text or make the batch smaller.", nameof(train));
        }

        _objective = objective;
        _model = objective.Model;
        _arguments = arguments;
        _train = train;
        _heldOut = heldOut;
        _collator = new DataCollatorForLanguageModeling(tokenizer, arguments.MlmProbability, arguments.WholeWordMasking);
        _sampler = new BatchSampler([.. Enumerable.Repeat(train.SequenceLength, train.Count)], arguments.PerDeviceTrainBatchSize, dropLast: true);
        _schedule = new LearningRateSchedule(arguments.LrSchedulerType, (int)Math.Ceiling(arguments.WarmupRatio * arguments.MaxSteps), arguments.MaxSteps);
    }

    /// <summary>Raised after each line of the log.</summary>
    public event Action<PretrainingLogLine>? Logged;

    /// <summary>Trains to the last step.</summary>
    /// <param name="resume">Whether to go on from the last checkpoint in the output folder, if there is one.</param>
    /// <param name="cancellationToken">Stops the run after the current step; a checkpoint is saved first.</param>
    /// <returns>The log.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="TrainingException">The loss is no longer a number, the folder is another run's, or a checkpoint could not be saved. Earlier checkpoints are intact.</exception>
    public PretrainingLog Train(bool resume = false, CancellationToken cancellationToken = default)
    {
        using var checkpoints = new CheckpointStore(_arguments.OutputDir);
        using var groups = new ParameterGroups(_model.named_parameters(), new OptimizerSettings(_arguments.LearningRate, _arguments.WeightDecay));
        var step = 0;
        if (!resume) checkpoints.Begin(_arguments.OverwriteOutputDir);
        else if (checkpoints.Steps is [.., var last]) step = Restore(checkpoints.PathOf(last), groups.Optimizer);
        var log = new PretrainingLog(Path.Combine(checkpoints.Folder, "log.tsv"), step);
        var watch = Stopwatch.StartNew();
        var (lossSum, lossCount) = (0.0, 0);

        for (IReadOnlyList<int[]> batches = []; step < _arguments.MaxSteps;)
        {
            if (batches.Count == 0 || step % _sampler.Count == 0) batches = _sampler.Shuffled(_arguments.Seed, step / _sampler.Count);
            lossSum += Step(step, batches[step % _sampler.Count], groups, checkpoints);
            lossCount++;
            step++;

            var isLast = step == _arguments.MaxSteps;
            if (step % _arguments.SaveSteps == 0 || isLast || cancellationToken.IsCancellationRequested) Save(checkpoints, step, groups.Optimizer);
            if (!isLast) cancellationToken.ThrowIfCancellationRequested();
            if (step % _arguments.LoggingSteps != 0 && !isLast) continue;

            var tokensPerSecond = (double)lossCount * _arguments.PerDeviceTrainBatchSize * _train.SequenceLength / watch.Elapsed.TotalSeconds;
            var evaluation = _heldOut is not null && (step % _arguments.EvalSteps == 0 || isLast) ? Evaluate(cancellationToken) : null;
            var line = new PretrainingLogLine(
                step, (double)step / _sampler.Count, lossSum / lossCount, evaluation?.Loss, evaluation?.SentenceAccuracy, LearningRateAt(step - 1), tokensPerSecond);
            log.Add(line);
            Logged?.Invoke(line);
            (lossSum, lossCount) = (0, 0);
            watch.Restart();
        }

        _model.eval();
        return log;
    }

    /// <summary>How well the model does on the held-out text. Which tokens are hidden depends on the seed only.</summary>
    /// <exception cref="InvalidOperationException">The trainer has no held-out text.</exception>
    public PretrainingEvaluation Evaluate(CancellationToken cancellationToken = default)
    {
        if (_heldOut is null) throw new InvalidOperationException("There is no held-out text to evaluate on: give the trainer some.");
        var random = new Random(StepSeed.Of(_arguments.Seed, EvaluationStep));
        using var noGrad = torch.no_grad();
        _model.eval();
        var (sum, count, right, known) = (0.0, 0L, 0L, 0L);
        foreach (var indices in Enumerable.Range(0, _heldOut.Count).Chunk(_arguments.PerDeviceTrainBatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var batch = _collator.Collate(_heldOut, indices, random);
            if (batch.PredictionCount == 0) continue;
            var losses = _objective.Forward(batch, _heldOut.PadTokenId);
            sum += losses.Masked.item<float>() * (double)batch.PredictionCount;
            count += batch.PredictionCount;
            var sentences = losses.CountSentences();
            right += sentences.Right;
            known += sentences.Known;
        }

        return new PretrainingEvaluation(sum / count, known == 0 ? null : (double)right / known);
    }

    private double Step(int step, int[] indices, ParameterGroups groups, CheckpointStore checkpoints)
    {
        using var scope = torch.NewDisposeScope();
        var seed = StepSeed.Of(_arguments.Seed, step);
        torch.manual_seed(seed);
        groups.SetRate(_schedule.Factor(step));

        _model.train();
        _model.zero_grad();
        var loss = _objective.Forward(_collator.Collate(_train, indices, new Random(seed)), _train.PadTokenId).Total;
        var value = loss.item<float>();
        if (!float.IsFinite(value)) throw NoNumber($"loss of step {step + 1} is {value}", step, indices, checkpoints);
        loss.backward();
        var length = groups.ClipGradients(_arguments.MaxGradNorm);
        if (!double.IsFinite(length)) throw NoNumber($"gradients of step {step + 1} have the length {length}", step, indices, checkpoints);
        groups.Optimizer.step();
        return value;
    }

    private double LearningRateAt(int step) => _arguments.LearningRate * _schedule.Factor(step);

    private void Save(CheckpointStore checkpoints, int step, OptimizerHelper optimizer)
    {
        checkpoints.Save(step, folder =>
        {
            _model.SavePretrained(folder);
            optimizer.save_state_dict(Path.Combine(folder, OptimizerFile));
            RunState.Write(Path.Combine(folder, StateFile), new State(step, _arguments.Seed, _arguments.MaxSteps));
        });
        checkpoints.Prune(_arguments.SaveTotalLimit);
    }

    private int Restore(string folder, OptimizerHelper optimizer)
    {
        var state = RunState.Read<State>(Path.Combine(folder, StateFile));
        if (state.Seed != _arguments.Seed || state.MaxSteps != _arguments.MaxSteps)
        {
            throw new TrainingException(
                $"The checkpoint '{folder}' belongs to a run of {state.MaxSteps} steps with seed {state.Seed}, but this one has {_arguments.MaxSteps} steps and seed {_arguments.Seed}. Resume with the same settings, or begin a run in another folder.");
        }

        SavedWeights.CopyInto(_model, Path.Combine(folder, WeightsFile));
        optimizer.load_state_dict(Path.Combine(folder, OptimizerFile));
        return state.Step;
    }

    private TrainingException NoNumber(string what, int step, int[] indices, CheckpointStore checkpoints) => new(
        $"The {what} at learning rate {LearningRateAt(step):G3} (sequences {string.Join(", ", indices.Take(8))}…). {checkpoints.Latest} Lower the learning rate or lengthen the warm-up.");

    private sealed record State(int Step, int Seed, int MaxSteps);
}
