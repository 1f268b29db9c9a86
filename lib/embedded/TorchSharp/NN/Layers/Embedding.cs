using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors, looked up by number.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long? _paddingIndex;

        [ComponentName(Name = nameof(weight))]
        private Parameter _weight = null!;

        internal Embedding(Parameter weight, long? paddingIndex)
            : base(nameof(Embedding))
        {
            long rows = weight.shape[0];
            if (paddingIndex is { } index && (index < -rows || index >= rows))
                throw new ArgumentOutOfRangeException(nameof(paddingIndex), index, $"The padding index must lie within the {rows} rows of the table.");
            _paddingIndex = paddingIndex < 0 ? paddingIndex + rows : paddingIndex;
            this.weight = weight;
        }

        /// <summary>The table, [number of vectors, size of a vector].</summary>
        public Parameter weight
        {
            get => _weight;
            set => ConditionallyRegisterParameter(nameof(weight), Member.Set(ref _weight!, value));
        }

        /// <summary>Looks up vectors.</summary>
        /// <param name="input">Row numbers, int64 or int32, of any shape.</param>
        /// <returns>The shape of the input with the size of a vector added.</returns>
        /// <exception cref="IndexOutOfRangeException">A number lies outside the table.</exception>
        public override Tensor forward(Tensor input) => EmbeddingOps.Lookup(input, _weight, _paddingIndex);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table of vectors drawn from the standard normal distribution.</summary>
            /// <param name="num_embeddings">The number of vectors.</param>
            /// <param name="embedding_dims">The size of a vector.</param>
            /// <param name="padding_idx">A row that starts as zeros and gets no gradient.</param>
            /// <param name="max_norm">Not supported: must be null.</param>
            /// <param name="norm_type">The norm that <paramref name="max_norm"/> limits.</param>
            /// <param name="scale_grad_by_freq">Not supported: must be false.</param>
            /// <param name="sparse">Not supported: must be false.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            /// <exception cref="NotSupportedException">One of the settings that are not supported.</exception>
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                RequirePlainEmbedding(max_norm, scale_grad_by_freq, sparse);
                var result = new Embedding(init.normal_(empty(num_embeddings, embedding_dims, dtype, device)).AsParameter(), padding_idx);
                if (padding_idx is { } row)
                {
                    using var _ = no_grad();
                    using var padding = result.weight[row];
                    padding.zero_();
                }
                return result;
            }

            /// <summary>A table of given vectors.</summary>
            /// <param name="embeddings">[number of vectors, size of a vector].</param>
            /// <param name="freeze">Leave the table as it is.</param>
            /// <param name="padding_idx">A row that gets no gradient.</param>
            /// <param name="max_norm">Not supported: must be null.</param>
            /// <param name="norm_type">The norm that <paramref name="max_norm"/> limits.</param>
            /// <param name="scale_grad_by_freq">Not supported: must be false.</param>
            /// <param name="sparse">Not supported: must be false.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; that of the vectors by default.</param>
            /// <exception cref="NotSupportedException">One of the settings that are not supported.</exception>
            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                RequirePlainEmbedding(max_norm, scale_grad_by_freq, sparse);
                if (embeddings.dim() != 2)
                    throw new ArgumentException($"The vectors must be a matrix, not [{string.Join(", ", embeddings.shape)}].", nameof(embeddings));
                var values = dtype is { } type && type != embeddings.dtype ? embeddings.to(type) : embeddings.alias();
                return new Embedding(new Parameter(values.detach(), !freeze), padding_idx);
            }

            private static void RequirePlainEmbedding(double? maxNorm, bool scaleByFrequency, bool sparse)
            {
                string? setting = maxNorm is not null ? "max_norm" : scaleByFrequency ? "scale_grad_by_freq" : sparse ? "sparse" : null;
                if (setting is not null)
                    throw new NotSupportedException($"The embedded engine has no embedding with {setting}: leave it out, or run `./course use nuget`.");
            }
        }
    }
}
