using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997), in layers, in one direction or both.</summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly RecurrentStack _stack;

        internal LSTM(RecurrentShape shape, Device? device, ScalarType? dtype)
            : base(nameof(LSTM))
            => _stack = new RecurrentStack(this, shape, device, dtype);

        /// <summary>Reads sequences.</summary>
        /// <param name="input">[steps, batch, input], or [batch, steps, input] with batchFirst.</param>
        /// <param name="h0_c0">The initial hidden and cell states, each [layers · directions, batch, hidden]; zeros when null.</param>
        /// <returns>All hidden states of the last layer, and the last hidden and cell states of all layers.</returns>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            var (output, hidden, memory) = _stack.RunPadded(null, input, h0_c0?.Item1, h0_c0?.Item2);
            return (output, hidden, memory!);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        /// <summary>Reads packed sequences: padding costs nothing and changes nothing.</summary>
        /// <param name="input">The sequences.</param>
        /// <param name="h0_c0">The initial hidden and cell states, each [layers · directions, batch, hidden]; zeros when null.</param>
        /// <returns>All hidden states of the last layer, packed, and the last hidden and cell states of all layers.</returns>
        public (nn.utils.rnn.PackedSequence, Tensor, Tensor) call(nn.utils.rnn.PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
        {
            var (output, hidden, memory) = _stack.RunPacked(null, input, h0_c0?.Item1, h0_c0?.Item2);
            return (output, hidden, memory!);
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
            /// <summary>Long short-term memory; weights and biases are drawn evenly from ±1/√hiddenSize.</summary>
            /// <param name="inputSize">The size of an element of a sequence.</param>
            /// <param name="hiddenSize">The size of the state.</param>
            /// <param name="numLayers">The number of layers, each reading what the one below wrote.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether the batch is the first dimension of input and output.</param>
            /// <param name="dropout">The share that is dropped between layers while training.</param>
            /// <param name="bidirectional">Read both ways.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.LSTM LSTM(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null)
                => new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, Gates: 4), device, dtype);
        }
    }
}
