using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One step of the gated recurrent unit (Cho et al. 2014).</summary>
    public sealed class GRUCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly CellParameters _parameters;

        internal GRUCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(GRUCell))
        {
            _parameters = new CellParameters(this, inputSize, hiddenSize);
            _parameters.Register(3, bias, device, dtype);
        }

        /// <summary>The input's weight, [3·hidden, input].</summary>
        public Parameter weight_ih
        {
            get => get_parameter(nameof(weight_ih))!;
            set => ConditionallyRegisterParameter(nameof(weight_ih), _parameters.Replace(nameof(weight_ih), value));
        }

        /// <summary>The state's weight, [3·hidden, hidden].</summary>
        public Parameter weight_hh
        {
            get => get_parameter(nameof(weight_hh))!;
            set => ConditionallyRegisterParameter(nameof(weight_hh), _parameters.Replace(nameof(weight_hh), value));
        }

        /// <summary>The input's bias, [3·hidden]; null without biases.</summary>
        public Parameter? bias_ih
        {
            get => get_parameter(nameof(bias_ih));
            set => ConditionallyRegisterParameter(nameof(bias_ih), _parameters.Replace(nameof(bias_ih), value));
        }

        /// <summary>The state's bias, [3·hidden]; null without biases.</summary>
        public Parameter? bias_hh
        {
            get => get_parameter(nameof(bias_hh));
            set => ConditionallyRegisterParameter(nameof(bias_hh), _parameters.Replace(nameof(bias_hh), value));
        }

        /// <summary>One step.</summary>
        /// <param name="input">[batch, input] or [input].</param>
        /// <param name="h0">The state before, [batch, hidden] or [hidden]; zeros when null.</param>
        /// <returns>The state after it.</returns>
        public override Tensor forward(Tensor input, Tensor? h0 = null) => _parameters.Step(RecurrentCells.Gru, input, h0, null, hasMemory: false).Hidden;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step of a gated recurrent unit; weights and biases are drawn evenly from ±1/√hiddenSize.</summary>
            /// <param name="inputSize">The size of the input.</param>
            /// <param name="hiddenSize">The size of the state.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.GRUCell GRUCell(
                long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
