using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The gated recurrent unit (Cho et al. 2014), in layers, in one direction or both.</summary>
    public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly RecurrentStack _stack;

        internal GRU(RecurrentShape shape, Device? device, ScalarType? dtype)
            : base(nameof(GRU))
            => _stack = new RecurrentStack(this, shape, device, dtype);

        /// <summary>Reads sequences.</summary>
        /// <param name="input">[steps, batch, input], or [batch, steps, input] with batchFirst.</param>
        /// <param name="h0">The initial states, [layers · directions, batch, hidden]; zeros when null.</param>
        /// <returns>All states of the last layer, and the last states of all layers.</returns>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
        {
            var (output, hidden, _) = _stack.RunPadded(RecurrentCells.Gru, input, h0, null);
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
            var (output, hidden, _) = _stack.RunPacked(RecurrentCells.Gru, input, h0, null);
            return (output, hidden);
        }

        /// <summary>Nothing to do: it matters to GPUs only.</summary>
        public void flatten_parameters()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A gated recurrent unit; weights and biases are drawn evenly from ±1/√hiddenSize.</summary>
            /// <inheritdoc cref="LSTM"/>
            public static Modules.GRU GRU(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null)
                => new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, Gates: 3), device, dtype);
        }
    }
}
