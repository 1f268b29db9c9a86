using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One step of the simple recurrent network (Elman 1990).</summary>
    public sealed class RNNCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly CellParameters _parameters;
        private readonly RecurrentCell _cell;

        internal RNNCell(long inputSize, long hiddenSize, nn.NonLinearities nonLinearity, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(RNNCell))
        {
            _cell = nonLinearity == nn.NonLinearities.ReLU ? RecurrentCells.Relu : RecurrentCells.Tanh;
            _parameters = new CellParameters(this, inputSize, hiddenSize);
            _parameters.Register(1, bias, device, dtype);
        }

        /// <summary>The input's weight, [hidden, input].</summary>
        public Parameter weight_ih
        {
            get => get_parameter(nameof(weight_ih))!;
            set => ConditionallyRegisterParameter(nameof(weight_ih), _parameters.Replace(nameof(weight_ih), value));
        }

        /// <summary>The state's weight, [hidden, hidden].</summary>
        public Parameter weight_hh
        {
            get => get_parameter(nameof(weight_hh))!;
            set => ConditionallyRegisterParameter(nameof(weight_hh), _parameters.Replace(nameof(weight_hh), value));
        }

        /// <summary>The input's bias, [hidden]; null without biases.</summary>
        public Parameter? bias_ih
        {
            get => get_parameter(nameof(bias_ih));
            set => ConditionallyRegisterParameter(nameof(bias_ih), _parameters.Replace(nameof(bias_ih), value));
        }

        /// <summary>The state's bias, [hidden]; null without biases.</summary>
        public Parameter? bias_hh
        {
            get => get_parameter(nameof(bias_hh));
            set => ConditionallyRegisterParameter(nameof(bias_hh), _parameters.Replace(nameof(bias_hh), value));
        }

        /// <summary>One step.</summary>
        /// <param name="input">[batch, input] or [input].</param>
        /// <param name="h0">The state before, [batch, hidden] or [hidden]; zeros when null.</param>
        /// <returns>The state after it.</returns>
        public override Tensor forward(Tensor input, Tensor? h0 = null) => _parameters.Step(_cell, input, h0, null, hasMemory: false).Hidden;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step of a simple recurrent network; weights and biases are drawn evenly from ±1/√hiddenSize.</summary>
            /// <param name="inputSize">The size of the input.</param>
            /// <param name="hiddenSize">The size of the state.</param>
            /// <param name="nonLinearity">The function inside.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.RNNCell RNNCell(
                long inputSize, long hiddenSize, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(inputSize, hiddenSize, nonLinearity, bias, device, dtype);
        }
    }
}
