using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>
/// The difference between NAdam as PyTorch 1.13 had it, which made the golden numbers, and as the paper, later versions of PyTorch and
/// TorchSharp have it: the old code multiplied the step's momentum into the look-ahead's bias correction twice.
/// </summary>
internal static class OldNAdam
{
    /// <summary>Turns the step that <paramref name="optimizer"/> has just taken into the old version's step.</summary>
    public static void Correct(NAdam optimizer)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var parameters = optimizer.parameters().ToArray();
        var states = optimizer.state_dict();
        var options = (NAdam.Options)states.Options[0];
        double Momentum(long step) => options.beta1!.Value * (1 - 0.5 * Math.Pow(0.96, step * options.momentum_decay!.Value));
        foreach (var (parameter, state) in parameters.Zip(states.State.Cast<NAdam.State>()))
        {
            if (parameter.grad is null) continue;
            double momentum = Momentum(state.step), next = Momentum(state.step + 1);
            double difference = 1 / (1 - state.mu_product * momentum * next) - 1 / (1 - state.mu_product * next);
            var denominator = (state.exp_avg_sq / (1 - Math.Pow(options.beta2!.Value, state.step))).sqrt() + options.eps!.Value;
            parameter.add_(state.exp_avg / denominator, alpha: -options.LearningRate!.Value * next * difference);
        }
    }
}
