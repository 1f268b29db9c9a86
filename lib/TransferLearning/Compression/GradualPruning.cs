using TransferLearning.Models;
using TransferLearning.Training;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>
/// Prunes a model little by little while it is trained, so that the weights that stay make up for those that go: after step t of the schedule the share of zeros
/// is s (1 − (1 − t)³), t from 0 to 1 (Zhu and Gupta 2017). Weights that are zero stay so. Give it to the <see cref="Trainer"/> as a callback.
/// </summary>
public sealed class GradualPruning : TrainerCallback
{
    private readonly SequenceClassificationModel _model;
    private readonly double _sparsity;
    private readonly PruningScope _scope;
    private readonly int _every;
    private readonly double _endShare;
    private readonly List<(Tensor Weight, Tensor Kept)> _masks = [];

    /// <summary>Makes the callback.</summary>
    /// <param name="model">The classifier that is trained.</param>
    /// <param name="sparsity">The share of zeros at the end, in [0, 1).</param>
    /// <param name="scope">Among which weights the smallest are looked for.</param>
    /// <param name="every">Steps from one pruning to the next, at least 1.</param>
    /// <param name="endShare">After which share of the training the pruning is complete, in (0, 1]; the rest only recovers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GradualPruning(SequenceClassificationModel model, double sparsity, PruningScope scope = PruningScope.Global, int every = 10, double endShare = 0.75)
    {
        ArgumentNullException.ThrowIfNull(model);
        MagnitudePruning.CheckSparsity(sparsity);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        if (!(endShare > 0 && endShare <= 1)) throw new ArgumentOutOfRangeException(nameof(endShare), endShare, "The share must lie in (0, 1].");
        (_model, _sparsity, _scope, _every, _endShare) = (model, sparsity, scope, every, endShare);
    }

    /// <summary>The share of zeros after a part of the schedule.</summary>
    /// <param name="sparsity">The share at the end, in [0, 1).</param>
    /// <param name="progress">How much of the schedule is over; below 0 counts as 0, above 1 as 1.</param>
    public static double SparsityAt(double sparsity, double progress) => sparsity * (1 - Math.Pow(1 - Math.Clamp(progress, 0, 1), 3));

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainerState state, TrainerControl control) => Remember();

    /// <inheritdoc/>
    public override void OnStepEnd(TrainerState state, TrainerControl control)
    {
        using var noGrad = no_grad();
        foreach (var (weight, kept) in _masks) weight.mul_(kept);
        var end = Math.Max(1, (int)(_endShare * state.MaxSteps));
        if (state.GlobalStep > end || (state.GlobalStep % _every != 0 && state.GlobalStep != end)) return;
        MagnitudePruning.Prune(_model, SparsityAt(_sparsity, (double)state.GlobalStep / end), _scope);
        Remember();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainerState state, TrainerControl control) => Forget();

    private void Remember()
    {
        Forget();
        using var noGrad = no_grad();
        foreach (var (_, weight) in MagnitudePruning.Weights(_model))
        {
            using var scope = NewDisposeScope();
            _masks.Add((weight, weight.ne(0).to_type(ScalarType.Float32).DetachFromDisposeScope()));
        }
    }

    private void Forget()
    {
        foreach (var (_, kept) in _masks) kept.Dispose();
        _masks.Clear();
    }
}
