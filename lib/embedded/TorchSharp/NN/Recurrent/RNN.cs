using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The simple recurrent network (Elman 1990), in layers, in one direction or both.</summary>
    public sealed class RNN : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly RecurrentStack _stack;
        private readonly RecurrentCell _cell;

        internal RNN(RecurrentShape shape, nn.NonLinearities nonLinearity, Device? device, ScalarType? dtype)
            : base(nameof(RNN))
        {
            _cell = nonLinearity == nn.NonLinearities.ReLU ? RecurrentCells.Relu : RecurrentCells.Tanh;
            _stack = new RecurrentStack(this, shape, device, dtype);
        }

        /// <summary>Reads sequences.</summary>
        /// <param name="input">[steps, batch, input], or [batch, steps, input] with batchFirst.</param>
        /// <param name="h0">The initial states, [layers · directions, batch, hidden]; zeros when null.</param>
        /// <returns>All states of the last layer, and the last states of all layers.</returns>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0)
        {
            var (output, hidden, _) = _stack.RunPadded(_cell, input, h0, null);
            return (output, hidden);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

        /// <summary>Reads packed sequences.</summary>
        /// <param name="input">The sequences.</param>
        /// <param name="h0">The initial states, [layers · directions, batch, hidden]; zeros when null.</param>
        /// <returns>All states of the last layer, packed, and the last states of all layers.</returns>
        public (nn.utils.rnn.PackedSequence, Tensor) call(nn.utils.rnn.PackedSequence input, Tensor? h0 = null)
        {
            var (output, hidden, _) = _stack.RunPacked(_cell, input, h0, null);
            return (output, hidden);
        }

        /// <summary>Nothing to do: it matters to GPUs only.</summary>
        public void flatten_parameters()
        {
        }

        /// <summary>The input's weight of a layer and direction, counted together.</summary>
        public Parameter? get_weight_ih(long idx) => _stack.Parameter("weight_ih", idx);

        /// <summary>The state's weight of a layer and direction, counted together.</summary>
        public Parameter? get_weight_hh(long idx) => _stack.Parameter("weight_hh", idx);

        /// <summary>The input's bias of a layer and direction, counted together.</summary>
        public Parameter? get_bias_ih(long idx) => _stack.Parameter("bias_ih", idx);

        /// <summary>The state's bias of a layer and direction, counted together.</summary>
        public Parameter? get_bias_hh(long idx) => _stack.Parameter("bias_hh", idx);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The function inside a simple recurrent network.</summary>
            public enum NonLinearities
            {
                /// <summary>max(0, x).</summary>
                ReLU = 0,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 1,
            }

            /// <summary>A simple recurrent network; weights and biases are drawn evenly from ±1/√hiddenSize.</summary>
            /// <param name="inputSize">The size of an element of a sequence.</param>
            /// <param name="hiddenSize">The size of the state.</param>
            /// <param name="numLayers">The number of layers, each reading what the one below wrote.</param>
            /// <param name="nonLinearity">The function inside.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether the batch is the first dimension of input and output.</param>
            /// <param name="dropout">The share that is dropped between layers while training.</param>
            /// <param name="bidirectional">Read both ways.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.RNN RNN(
                long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true,
                bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null)
                => new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, Gates: 1), nonLinearity, device, dtype);
        }
    }
}
