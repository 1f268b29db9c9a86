using TorchSharp;
using TorchSharp.Modules;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>Saves what a run needs to go on as if it had never stopped, and brings it back: weights, optimizer, state.</summary>
internal sealed class RunCheckpoints : IDisposable
{
    private const string WeightsFile = "model.safetensors";
    private const string OptimizerFile = "optimizer.bin";
    private const string StateFile = "trainer_state.json";
    private const string ArgumentsFile = "training_args.json";
    private readonly SequenceClassificationModel _model;
    private readonly OptimizerHelper _optimizer;
    private readonly TrainingArguments _arguments;
    private readonly CheckpointStore _store;

    /// <summary>Opens the output folder.</summary>
    /// <exception cref="TrainingException">Another run uses it, or it cannot be written.</exception>
    public RunCheckpoints(SequenceClassificationModel model, OptimizerHelper optimizer, TrainingArguments arguments)
    {
        _model = model;
        _optimizer = optimizer;
        _arguments = arguments;
        _store = new CheckpointStore(arguments.OutputDir!);
    }

    /// <summary>A sentence that names the last checkpoint.</summary>
    public string Latest => _store.Latest;

    /// <summary>Begins a new run.</summary>
    /// <exception cref="TrainingException">An earlier run left checkpoints here, and they are not to be overwritten.</exception>
    public TrainerState Begin(TrainerState fresh)
    {
        _store.Begin(_arguments.OverwriteOutputDir);
        return fresh;
    }

    /// <summary>Goes on from the last checkpoint, or begins anew where there is none.</summary>
    /// <exception cref="TrainingException">The checkpoint belongs to another run.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or belongs to another model.</exception>
    public TrainerState Resume(TrainerState fresh)
    {
        if (_store.Steps is not [.., var last]) return fresh;
        var folder = _store.PathOf(last);
        var saved = RunState.Read<TrainerState>(Path.Combine(folder, StateFile));
        if (saved.Seed != fresh.Seed || saved.MaxSteps != fresh.MaxSteps)
        {
            throw new TrainingException(
                $"The checkpoint '{folder}' belongs to a run of {saved.MaxSteps} steps with seed {saved.Seed}, but this one has {fresh.MaxSteps} steps and seed {fresh.Seed}. Resume with the same settings, or begin a run in another folder.");
        }

        LoadWeights(last);
        _optimizer.load_state_dict(Path.Combine(folder, OptimizerFile));
        return saved;
    }

    /// <summary>Puts the weights of a step's checkpoint into the model.</summary>
    public void LoadWeights(int step) => SavedWeights.CopyInto(_model, Path.Combine(_store.PathOf(step), WeightsFile));

    /// <summary>Saves a checkpoint and deletes those beyond the limit.</summary>
    /// <returns>The checkpoint's folder.</returns>
    /// <exception cref="TrainingException">It could not be written, or a weight is no longer a number; earlier ones are as they were.</exception>
    public string Save(TrainerState state)
    {
        RequireFiniteWeights(state.GlobalStep);
        _store.Save(state.GlobalStep, folder =>
        {
            _model.SavePretrained(folder);
            _optimizer.save_state_dict(Path.Combine(folder, OptimizerFile));
            _arguments.ToJsonFile(Path.Combine(folder, ArgumentsFile));
            RunState.Write(Path.Combine(folder, StateFile), state);
        });
        _store.Prune(_arguments.SaveTotalLimit, _arguments.LoadBestModelAtEnd ? state.BestStep : null);
        return _store.PathOf(state.GlobalStep);
    }

    /// <summary>Lets other runs use the folder.</summary>
    public void Dispose() => _store.Dispose();

    /// <summary>A checkpoint of weights that are no numbers would push out a good one.</summary>
    private void RequireFiniteWeights(int step)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var broken = _model.named_parameters().FirstOrDefault(pair => !float.IsFinite(pair.parameter.abs().max().to_type(torch.ScalarType.Float32).item<float>()));
        if (broken.name is null) return;
        throw new TrainingException(
            $"After step {step} the parameter '{broken.name}' has values that are no numbers: nothing is saved. {Latest} Lower the learning rate, set {nameof(TrainingArguments.MaxGradNorm)}, and resume.");
    }
}
