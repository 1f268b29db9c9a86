using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module trains: a leaf of the graph that collects its gradient.</summary>
    public class Parameter : Tensor
    {
        /// <summary>Takes over the numbers of <paramref name="data"/>, which is disposed: the parameter stands in its place.</summary>
        /// <param name="data">The values to start from.</param>
        /// <param name="requires_grad">Whether to collect a gradient.</param>
        public Parameter(Tensor data, bool requires_grad = true)
            : base(data, new AutogradMeta { RequiresGrad = requires_grad })
            => data.Dispose();
    }
}

namespace TorchSharp
{
    public static partial class TensorExtensionMethods
    {
        /// <summary>Makes a parameter of the tensor, which is disposed.</summary>
        public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a parameter of a tensor, which is disposed.</summary>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
