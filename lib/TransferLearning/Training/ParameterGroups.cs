using TorchSharp;
using TorchSharp.Modules;

namespace TransferLearning.Training;

/// <summary>Makes the optimizer of a run: which parameters decay, and how fast each layer learns.</summary>
internal sealed class ParameterGroups : IDisposable
{
    private readonly double[] _rates;

    /// <summary>Creates an optimizer over the trainable parameters; weights of matrices decay, biases and the scales of layer normalisation do not.</summary>
    /// <param name="parameters">The parameters by name; frozen ones are left out.</param>
    /// <param name="settings">Rates and constants.</param>
    /// <exception cref="TrainingException">Every parameter is frozen.</exception>
    public ParameterGroups(IEnumerable<(string Name, Parameter Parameter)> parameters, OptimizerSettings settings)
    {
        var trainable = parameters.Where(pair => pair.Parameter.requires_grad).ToList();
        if (trainable.Count == 0)
        {
            throw new TrainingException("Every parameter of the model is frozen: there is nothing to train. Unfreeze at least the classifier.");
        }

        Trainable = trainable;
        var heights = new LayerHeights(trainable.Select(pair => pair.Name));
        List<Group> groups =
        [
            .. from pair in trainable
               let rate = settings.LearningRate * Math.Pow(settings.LayerwiseDecay, heights.Top - heights.Of(pair.Name))
               let decays = Decays(pair.Name, pair.Parameter)
               group pair.Parameter by (Rate: rate, Decays: decays) into part
               orderby part.Key.Rate descending, part.Key.Decays descending
               select new Group([.. part], part.Key.Rate, part.Key.Decays ? settings.WeightDecay : 0),
        ];
        _rates = [.. groups.Select(group => group.Rate)];
        Optimizer = Create(groups, settings);
    }

    /// <summary>The optimizer.</summary>
    public OptimizerHelper Optimizer { get; }

    /// <summary>The parameters that it changes, by name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trainable { get; }

    /// <summary>Sets each group's learning rate to a share of its highest one.</summary>
    public void SetRate(double factor)
    {
        foreach (var (group, rate) in Optimizer.ParamGroups.Zip(_rates)) group.LearningRate = rate * factor;
    }

    /// <summary>Cuts the gradients to a length if they are longer; 0 for no limit.</summary>
    /// <returns>The length before, or 0 when there is no limit and so none was computed.</returns>
    public double ClipGradients(double maxNorm) =>
        maxNorm > 0 ? torch.nn.utils.clip_grad_norm_(Trainable.Select(pair => pair.Parameter), maxNorm) : 0;

    /// <summary>Releases the optimizer.</summary>
    public void Dispose() => Optimizer.Dispose();

    private static OptimizerHelper Create(List<Group> groups, OptimizerSettings settings)
    {
        var (_, _, type, beta1, beta2, epsilon, momentum, _) = settings;
        return type switch
        {
            OptimizerType.AdamW => torch.optim.AdamW(
                groups.Select(group => new AdamW.ParamGroup(group.Parameters, group.Rate, beta1, beta2, epsilon, group.WeightDecay)), settings.LearningRate),
            OptimizerType.NAdam => torch.optim.NAdam(
                groups.Select(group => new NAdam.ParamGroup(group.Parameters, group.Rate, beta1, beta2, epsilon, group.WeightDecay)), settings.LearningRate),
            OptimizerType.Sgd => torch.optim.SGD(
                groups.Select(group => new SGD.ParamGroup(group.Parameters, group.Rate, momentum, 0, group.WeightDecay)), settings.LearningRate),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), type, "There is no such optimizer."),
        };
    }

    private static bool Decays(string name, Parameter parameter) =>
        parameter.dim() > 1 && !name.EndsWith("bias", StringComparison.Ordinal) && !name.Contains("LayerNorm", StringComparison.OrdinalIgnoreCase);

    private sealed record Group(IReadOnlyList<Parameter> Parameters, double Rate, double WeightDecay);
}
