using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using GELU = TorchSharp.Modules.GELU;

namespace TransferLearning.Models;

/// <summary>The activation functions that a configuration can name.</summary>
internal static class Activations
{
    /// <exception cref="NotSupportedException">The name is not known.</exception>
    public static Func<Tensor, Tensor> ByName(string name) => name switch
    {
        "gelu" => functional.gelu,
        "gelu_new" or "gelu_pytorch_tanh" => x => functional.gelu(x, GELU.Approximate.tanh),
        "relu" => x => functional.relu(x),
        "silu" or "swish" => x => functional.silu(x),
        "tanh" => x => x.tanh(),
        _ => throw new NotSupportedException($"the activation '{name}' is not known; gelu, gelu_new, relu, silu and tanh are"),
    };
}
