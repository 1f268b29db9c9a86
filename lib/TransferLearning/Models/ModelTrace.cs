using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>Watches one forward of a model: what shape each module gives, and how many multiply-adds it takes.</summary>
/// <remarks>
/// Modules that are called are watched by hooks. One whose forward is called directly, as those with several results are, gets the shape of what was computed last
/// inside it, which is its result in every model of this library.
/// </remarks>
internal sealed class ModelTrace : IDisposable
{
    private readonly Dictionary<Module, long[]> shapes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Module, long> products = new(ReferenceEqualityComparer.Instance);
    private readonly List<Action> unhook = [];

    private ModelTrace(Module model) => Watch(model, []);

    /// <summary>The bytes of what all layers gave, which is what training must keep.</summary>
    public long ActivationBytes { get; private set; }

    /// <summary>Runs a model once, without gradients and as in evaluation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="forward">Calls it and returns its main result.</param>
    public static ModelTrace Of(Module model, Func<Tensor> forward)
    {
        using var trace = new ModelTrace(model);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var wasTraining = model.training;
        model.eval();
        try
        {
            trace.shapes[model] = forward().shape;
        }
        finally
        {
            model.train(wasTraining);
        }

        foreach (var module in model.named_modules().Select(pair => pair.module).Append(model).Distinct())
            if (module is IMultiplies multiplies && trace.shapes.TryGetValue(module, out var shape)) trace.Count(module, multiplies.MultiplyAdds(shape));
        return trace;
    }

    /// <summary>The shape of what a module gave, or null if it was not used.</summary>
    public IReadOnlyList<long>? ShapeOf(Module module) => shapes.GetValueOrDefault(module);

    /// <summary>The multiply-adds of a module and of all below it.</summary>
    public long MultiplyAddsOf(Module module) =>
        products.GetValueOrDefault(module) + module.named_modules().Select(pair => pair.module).Where(below => below != module).Distinct().Sum(below => products.GetValueOrDefault(below));

    /// <summary>Takes the hooks away.</summary>
    public void Dispose()
    {
        foreach (var remove in unhook) remove();
    }

    private void Watch(Module module, IReadOnlyList<Module> ancestors)
    {
        switch (module)
        {
            case Module<Tensor, Tensor> one:
                var hook = one.register_forward_hook((_, _, output) => Record(module, ancestors, output));
                unhook.Add(hook.remove);
                break;
            case Module<Tensor, Tensor, Tensor> two:
                var twoHook = two.register_forward_hook((_, _, _, output) => Record(module, ancestors, output));
                unhook.Add(twoHook.remove);
                break;
            case LSTM lstm:
                var lstmHook = lstm.register_forward_hook((_, _, _, output) =>
                {
                    Record(module, ancestors, output.Item1);
                    return output;
                });
                unhook.Add(lstmHook.remove);
                break;
        }

        foreach (var (_, child) in module.named_children()) Watch(child, [.. ancestors, module]);
    }

    private Tensor Record(Module module, IReadOnlyList<Module> ancestors, Tensor output)
    {
        shapes[module] = output.shape;
        foreach (var ancestor in ancestors) shapes[ancestor] = output.shape;
        if (!module.named_children().Any()) ActivationBytes += output.NumberOfElements * output.ElementSize;
        Count(module, OfLayer(module, output));
        return output;
    }

    private void Count(Module module, long multiplyAdds) => products[module] = products.GetValueOrDefault(module) + multiplyAdds;

    /// <summary>Every weight of a linear layer, and of an LSTM, is used once at each position; what only adds or looks up multiplies nothing that is worth counting.</summary>
    private static long OfLayer(Module module, Tensor output) => module switch
    {
        Linear linear => output.NumberOfElements / linear.weight!.shape[0] * linear.weight.NumberOfElements,
        Conv1D conv => output.NumberOfElements / output.shape[^1] * conv.parameters().First().NumberOfElements,
        LSTM lstm => output.NumberOfElements / output.shape[^1] * lstm.named_parameters().Where(pair => pair.name.StartsWith("weight", StringComparison.Ordinal)).Sum(pair => pair.parameter.NumberOfElements),
        _ => 0,
    };
}
