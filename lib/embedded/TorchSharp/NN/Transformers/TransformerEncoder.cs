using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A stack of transformer encoder layers.</summary>
    public sealed class TransformerEncoder
        : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor>
    {
        private readonly ModuleList<TransformerEncoderLayer> layers;

        internal TransformerEncoder(TransformerEncoderLayer layer, long count)
            : base(nameof(TransformerEncoder))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, "num_layers");
            var pattern = layer.state_dict();
            layers = new ModuleList<TransformerEncoderLayer>();
            for (long i = 0; i < count; i++)
            {
                var copy = new TransformerEncoderLayer(layer.Shape);
                copy.load_state_dict(pattern);
                layers.Add(copy);
            }
            RegisterComponents();
        }

        /// <summary>The function inside the feed-forward networks.</summary>
        public enum Activations
        {
            /// <summary>max(0, x).</summary>
            ReLU = 0,

            /// <summary>x times the normal distribution function of x.</summary>
            GELU = 1,
        }

        /// <summary>Encodes.</summary>
        /// <param name="src">[tokens, batch, size].</param>
        /// <param name="src_mask">[tokens, tokens]: true hides; numbers are added to the scores. May be null.</param>
        /// <param name="src_key_padding_mask">[batch, tokens]: true hides a token. May be null.</param>
        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
            => layers.Aggregate(src, (hidden, layer) => layer.Encode(hidden, src_mask, src_key_padding_mask));

        /// <summary>Encodes.</summary>
        /// <param name="src">[tokens, batch, size].</param>
        /// <param name="src_mask">[tokens, tokens]: true hides; numbers are added to the scores.</param>
        public Tensor call(Tensor src, Tensor src_mask) => call(src, src_mask, null);

        /// <summary>Encodes without masks.</summary>
        /// <param name="src">[tokens, batch, size].</param>
        public Tensor call(Tensor src) => call(src, null, null);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A stack of encoder layers, each starting as a copy of the given one.</summary>
            /// <param name="encoder_layer">The pattern; it is not part of the stack.</param>
            /// <param name="num_layers">The number of layers.</param>
            public static Modules.TransformerEncoder TransformerEncoder(Modules.TransformerEncoderLayer encoder_layer, long num_layers)
                => new(encoder_layer, num_layers);
        }
    }
}
