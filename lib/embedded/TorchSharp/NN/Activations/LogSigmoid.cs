using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The logarithm of the logistic function.</summary>
    public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSigmoid()
            : base(nameof(LogSigmoid))
        {
        }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.logsigmoid(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The logarithm of the logistic function.</summary>
            public static Modules.LogSigmoid LogSigmoid() => new();
        }
    }
}
