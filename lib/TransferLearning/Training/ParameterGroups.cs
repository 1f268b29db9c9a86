using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp;
using TorchSharp.Modules;

namespace TransferLearning.Training;

/// <summary>Makes the optimizer of a run: which parameters decay, and how fast each layer learns.</summary>
internal sealed partial class ParameterGroups : IDisposable
{
    private readonly double[] _rates;

    /// <summary>Creates an AdamW over the trainable parameters; weights of matrices decay, biases and the scales of layer normalisation do not.</summary>
    /// <param name="parameters">The parameters by name; frozen ones are left out.</param>
    /// <param name="settings">Rates and constants.</param>
    /// <exception cref="TrainingException">Every parameter is frozen.</exception>
    public ParameterGroups(IEnumerable<(string Name, Parameter Parameter)> parameters, AdamWSettings settings)
    {
        var trainable = parameters.Where(pair => pair.Parameter.requires_grad).ToList();
        if (trainable.Count == 0)
        {
            throw new TrainingException("Every parameter of the model is frozen: there is nothing to train. Unfreeze at least the classifier.");
        }

        Trainable = [.. trainable.Select(pair => pair.Parameter)];
        var layers = trainable.Max(pair => LayerOf(pair.Name) ?? 0);
        var groups = (
            from pair in trainable
            let distanceFromTop = layers + 1 - Height(pair.Name, layers)
            let decays = Decays(pair.Name, pair.Parameter)
            group pair.Parameter by (Rate: settings.LearningRate * Math.Pow(settings.LayerwiseDecay, distanceFromTop), decays) into part
            orderby part.Key.Rate descending, part.Key.decays descending
            select part).ToList();
        _rates = [.. groups.Select(group => group.Key.Rate)];
        Optimizer = torch.optim.AdamW(
            groups.Select(group => new AdamW.ParamGroup(
                [.. group], group.Key.Rate, settings.Beta1, settings.Beta2, settings.Epsilon, group.Key.decays ? settings.WeightDecay : 0)),
            settings.LearningRate,
            settings.Beta1,
            settings.Beta2,
            settings.Epsilon,
            settings.WeightDecay);
    }

    /// <summary>The optimizer.</summary>
    public AdamW Optimizer { get; }

    /// <summary>The parameters that it changes.</summary>
    public IReadOnlyList<Parameter> Trainable { get; }

    /// <summary>Sets each group's learning rate to a share of its highest one.</summary>
    public void SetRate(double factor)
    {
        foreach (var (group, rate) in Optimizer.ParamGroups.Zip(_rates)) group.LearningRate = rate * factor;
    }

    /// <summary>Cuts the gradients to a length if they are longer; 0 for no limit.</summary>
    public void ClipGradients(double maxNorm)
    {
        if (maxNorm > 0) torch.nn.utils.clip_grad_norm_(Trainable, maxNorm);
    }

    /// <summary>Releases the optimizer.</summary>
    public void Dispose() => Optimizer.Dispose();

    private static bool Decays(string name, Parameter parameter) =>
        parameter.dim() > 1 && !name.EndsWith("bias", StringComparison.Ordinal) && !name.Contains("LayerNorm", StringComparison.OrdinalIgnoreCase);

    /// <summary>How high a parameter stands: embeddings at 0, the first layer at 1, whatever is above the layers on top.</summary>
    private static int Height(string name, int layers) =>
        LayerOf(name) ?? (name.Contains("embedding", StringComparison.OrdinalIgnoreCase) ? 0 : layers + 1);

    private static int? LayerOf(string name) =>
        LayerNumber().Match(name) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) + 1 : null;

    [GeneratedRegex(@"(?:^|\.)(?:layer|layers|h)\.(?<number>\d+)\.")]
    private static partial Regex LayerNumber();
}

/// <summary>The settings of AdamW (Loshchilov and Hutter 2019).</summary>
/// <param name="LearningRate">The highest learning rate, above 0.</param>
/// <param name="WeightDecay">The decay of matrices, 0 or more.</param>
/// <param name="Beta1">How slowly the mean of the gradients forgets, in [0, 1).</param>
/// <param name="Beta2">How slowly the mean of their squares forgets, in [0, 1).</param>
/// <param name="Epsilon">What keeps the division from zero, above 0.</param>
/// <param name="LayerwiseDecay">A layer's rate as a share of that of the layer above, in (0, 1].</param>
internal readonly record struct AdamWSettings(
    double LearningRate, double WeightDecay, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double LayerwiseDecay = 1);
