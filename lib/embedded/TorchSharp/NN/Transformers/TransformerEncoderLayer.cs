using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One layer of a transformer encoder (Vaswani et al. 2017): attention and a feed-forward network, each added to its input and normalized.</summary>
    public sealed class TransformerEncoderLayer
        : nn.Module<Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention self_attn;
        private readonly Linear linear1;
        private readonly Dropout dropout;
        private readonly Linear linear2;
        private readonly LayerNorm norm1;
        private readonly LayerNorm norm2;
        private readonly Dropout dropout1;
        private readonly Dropout dropout2;
        private readonly nn.Activations _activation;

        internal TransformerEncoderLayer(EncoderShape shape)
            : base(nameof(TransformerEncoderLayer))
        {
            Shape = shape;
            self_attn = nn.MultiheadAttention(shape.Size, shape.Heads, shape.Dropout);
            linear1 = nn.Linear(shape.Size, shape.Feedforward);
            dropout = nn.Dropout(shape.Dropout);
            linear2 = nn.Linear(shape.Feedforward, shape.Size);
            norm1 = nn.LayerNorm(shape.Size);
            norm2 = nn.LayerNorm(shape.Size);
            dropout1 = nn.Dropout(shape.Dropout);
            dropout2 = nn.Dropout(shape.Dropout);
            _activation = shape.Activation;
            RegisterComponents();
        }

        internal EncoderShape Shape { get; }

        /// <summary>Encodes without masks.</summary>
        /// <param name="src">[tokens, batch, size].</param>
        public override Tensor forward(Tensor src) => Encode(src, null, null);

        /// <summary>Encodes.</summary>
        /// <param name="src">[tokens, batch, size].</param>
        /// <param name="src_mask">[tokens, tokens]: true hides; numbers are added to the scores.</param>
        public Tensor call(Tensor src, Tensor src_mask) => Encode(src, src_mask, null);

        /// <summary>Encodes.</summary>
        /// <param name="src">[tokens, batch, size].</param>
        /// <param name="src_mask">[tokens, tokens]: true hides; numbers are added to the scores. May be null.</param>
        /// <param name="src_key_padding_mask">[batch, tokens]: true hides a token. May be null.</param>
        public Tensor call(Tensor src, Tensor src_mask, Tensor src_key_padding_mask) => Encode(src, src_mask, src_key_padding_mask);

        internal Tensor Encode(Tensor source, Tensor? mask, Tensor? keyPadding)
        {
            var attended = self_attn.call(source, source, source, keyPadding, false, mask).Item1;
            var hidden = norm1.call(source + dropout1.call(attended));
            var inner = linear1.call(hidden);
            inner = _activation == nn.Activations.GELU ? nn.functional.gelu(inner) : nn.functional.relu(inner);
            return norm2.call(hidden + dropout2.call(linear2.call(dropout.call(inner))));
        }
    }

    /// <summary>The sizes of a transformer encoder layer.</summary>
    internal sealed record EncoderShape(long Size, long Heads, long Feedforward, double Dropout, nn.Activations Activation);
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The function inside a transformer's feed-forward network.</summary>
            public enum Activations
            {
                /// <summary>max(0, x).</summary>
                ReLU = 0,

                /// <summary>x times the normal distribution function of x.</summary>
                GELU = 1,
            }

            /// <summary>One layer of a transformer encoder.</summary>
            /// <param name="d_model">The size of a token.</param>
            /// <param name="nhead">The number of heads.</param>
            /// <param name="dim_feedforward">The size inside the feed-forward network.</param>
            /// <param name="dropout">The share dropped while training.</param>
            /// <param name="activation">The function inside the feed-forward network.</param>
            public static Modules.TransformerEncoderLayer TransformerEncoderLayer(
                long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU)
                => new(new(d_model, nhead, dim_feedforward, dropout, activation));
        }
    }
}
