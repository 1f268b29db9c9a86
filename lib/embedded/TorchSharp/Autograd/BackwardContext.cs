using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>What a backward function may ask: the saved tensors and which inputs want a gradient.</summary>
internal readonly struct BackwardContext(string name, Edge[] inputs, SavedTensor[] saved)
{
    internal string Name => name;

    internal bool NeedsGrad(int input) => inputs[input].Node is not null;

    /// <summary>Saved tensor number <paramref name="index"/>; lent, not to be disposed.</summary>
    internal Tensor Saved(int index) => saved[index].Unpack(name)
        ?? throw new InvalidOperationException($"{name}: saved tensor {index} was not given in the forward pass.");

    /// <summary>The shape of input number <paramref name="index"/>, which must want a gradient.</summary>
    internal long[] InputSizes(int index) => inputs[index].Node!.Outputs[inputs[index].Index].Sizes;

    internal Tensor? SavedOrNull(int index) => saved[index].Unpack(name);
}
