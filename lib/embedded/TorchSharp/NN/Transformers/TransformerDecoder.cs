using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A stack of transformer decoder layers.</summary>
    public sealed class TransformerDecoder : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>
    {
        private readonly ModuleList<TransformerDecoderLayer> layers;

        internal TransformerDecoder(TransformerDecoderLayer layer, long count)
            : base(nameof(TransformerDecoder))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, "num_layers");
            var pattern = layer.state_dict();
            layers = new ModuleList<TransformerDecoderLayer>();
            for (long i = 0; i < count; i++)
            {
                var copy = new TransformerDecoderLayer(layer.Shape);
                copy.load_state_dict(pattern);
                layers.Add(copy);
            }

            RegisterComponents();
        }

        /// <summary>Decodes.</summary>
        /// <param name="tgt">The targets so far, [targets, batch, size].</param>
        /// <param name="memory">What the encoder made, [tokens, batch, size].</param>
        /// <param name="tgt_mask">[targets, targets]: true hides; numbers are added to the scores. May be null.</param>
        /// <param name="memory_mask">[targets, tokens]: true hides; numbers are added to the scores. May be null.</param>
        /// <param name="tgt_key_padding_mask">[batch, targets]: true hides a target. May be null.</param>
        /// <param name="memory_key_padding_mask">[batch, tokens]: true hides a token. May be null.</param>
        public override Tensor forward(
            Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
            => layers.Aggregate(tgt, (hidden, layer) => layer.call(hidden, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask));

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
            /// <summary>A stack of decoder layers, each starting as a copy of the given one.</summary>
            /// <param name="decoder_layer">The pattern; it is not part of the stack.</param>
            /// <param name="num_layers">The number of layers.</param>
            public static Modules.TransformerDecoder TransformerDecoder(Modules.TransformerDecoderLayer decoder_layer, long num_layers)
                => new(decoder_layer, num_layers);
        }
    }
}
