using TorchSharp;
using TorchSharp.Modules;

namespace TransferLearning.Training;

/// <summary>Sorts a model's parameters into groups for the optimizer.</summary>
internal static class ParameterGroups
{
    /// <summary>An AdamW over the trainable parameters; weights of matrices decay, biases and the scales of layer normalisation do not.</summary>
    /// <param name="parameters">The parameters by name; frozen ones are left out.</param>
    /// <param name="learningRate">The highest learning rate.</param>
    /// <param name="weightDecay">The decay of the decaying ones.</param>
    /// <param name="settings">The optimizer's constants.</param>
    /// <exception cref="TrainingException">Every parameter is frozen.</exception>
    public static AdamW AdamW(
        IEnumerable<(string Name, Parameter Parameter)> parameters, double learningRate, double weightDecay, AdamSettings settings)
    {
        var trainable = parameters.Where(pair => pair.Parameter.requires_grad).ToList();
        if (trainable.Count == 0)
        {
            throw new TrainingException("Every parameter of the model is frozen: there is nothing to train. Unfreeze at least the classifier.");
        }

        AdamW.ParamGroup[] groups =
        [
            .. from pair in trainable
               group pair.Parameter by Decays(pair.Name, pair.Parameter) into part
               orderby part.Key descending
               select new AdamW.ParamGroup(
                   [.. part], learningRate, settings.Beta1, settings.Beta2, settings.Epsilon, part.Key ? weightDecay : 0),
        ];
        return torch.optim.AdamW(groups, learningRate, settings.Beta1, settings.Beta2, settings.Epsilon, weightDecay);
    }

    private static bool Decays(string name, Parameter parameter) =>
        parameter.dim() > 1 && !name.EndsWith("bias", StringComparison.Ordinal) && !name.Contains("LayerNorm", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The constants of Adam (Kingma and Ba 2015).</summary>
/// <param name="Beta1">How slowly the mean of the gradients forgets, in [0, 1).</param>
/// <param name="Beta2">How slowly the mean of their squares forgets, in [0, 1).</param>
/// <param name="Epsilon">What keeps the division from zero, above 0.</param>
internal readonly record struct AdamSettings(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8);
