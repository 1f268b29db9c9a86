using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// One layer of a transformer decoder (Vaswani et al. 2017): attention to the targets so far, attention to what the encoder made, and a feed-forward network,
    /// each added to its input and normalized.
    /// </summary>
    public sealed class TransformerDecoderLayer : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention self_attn;
        private readonly MultiheadAttention multihead_attn;
        private readonly Linear linear1;
        private readonly Dropout dropout;
        private readonly Linear linear2;
        private readonly LayerNorm norm1;
        private readonly LayerNorm norm2;
        private readonly LayerNorm norm3;
        private readonly Dropout dropout1;
        private readonly Dropout dropout2;
        private readonly Dropout dropout3;
        private readonly nn.Activations _activation;

        internal TransformerDecoderLayer(EncoderShape shape)
            : base(nameof(TransformerDecoderLayer))
        {
            Shape = shape;
            self_attn = nn.MultiheadAttention(shape.Size, shape.Heads, shape.Dropout);
            multihead_attn = nn.MultiheadAttention(shape.Size, shape.Heads, shape.Dropout);
            linear1 = nn.Linear(shape.Size, shape.Feedforward);
            dropout = nn.Dropout(shape.Dropout);
            linear2 = nn.Linear(shape.Feedforward, shape.Size);
            norm1 = nn.LayerNorm(shape.Size);
            norm2 = nn.LayerNorm(shape.Size);
            norm3 = nn.LayerNorm(shape.Size);
            dropout1 = nn.Dropout(shape.Dropout);
            dropout2 = nn.Dropout(shape.Dropout);
            dropout3 = nn.Dropout(shape.Dropout);
            _activation = shape.Activation;
            RegisterComponents();
        }

        internal EncoderShape Shape { get; }

        /// <summary>Decodes.</summary>
        /// <param name="tgt">The targets so far, [targets, batch, size].</param>
        /// <param name="memory">What the encoder made, [tokens, batch, size].</param>
        /// <param name="tgt_mask">[targets, targets]: true hides; numbers are added to the scores. May be null.</param>
        /// <param name="memory_mask">[targets, tokens]: true hides; numbers are added to the scores. May be null.</param>
        /// <param name="tgt_key_padding_mask">[batch, targets]: true hides a target. May be null.</param>
        /// <param name="memory_key_padding_mask">[batch, tokens]: true hides a token. May be null.</param>
        public override Tensor forward(
            Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask, Tensor? tgt_key_padding_mask, Tensor? memory_key_padding_mask)
        {
            var attended = self_attn.call(tgt, tgt, tgt, tgt_key_padding_mask, false, tgt_mask).Item1;
            var hidden = norm1.call(tgt + dropout1.call(attended));
            attended = multihead_attn.call(hidden, memory, memory, memory_key_padding_mask, false, memory_mask).Item1;
            hidden = norm2.call(hidden + dropout2.call(attended));
            var inner = linear1.call(hidden);
            inner = _activation == nn.Activations.GELU ? nn.functional.gelu(inner) : nn.functional.relu(inner);
            return norm3.call(hidden + dropout3.call(linear2.call(dropout.call(inner))));
        }

        /// <inheritdoc cref="forward"/>
        public new Tensor call(
            Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
            => base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

        /// <summary>Decodes without masks.</summary>
        /// <param name="tgt">The targets so far, [targets, batch, size].</param>
        /// <param name="memory">What the encoder made, [tokens, batch, size].</param>
        public Tensor call(Tensor tgt, Tensor memory) => base.call(tgt, memory, null, null, null, null);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One layer of a transformer decoder.</summary>
            /// <param name="d_model">The size of a token.</param>
            /// <param name="nhead">The number of heads.</param>
            /// <param name="dim_feedforward">The size inside the feed-forward network.</param>
            /// <param name="dropout">The share dropped while training.</param>
            /// <param name="activation">The function inside the feed-forward network.</param>
            public static Modules.TransformerDecoderLayer TransformerDecoderLayer(
                long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU)
                => new(new(d_model, nhead, dim_feedforward, dropout, activation));
        }
    }
}
