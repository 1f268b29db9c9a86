using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The layers and losses as functions.</summary>
        public static partial class functional
        {
            /// <summary>x·Wᵀ + b.</summary>
            /// <param name="input">[…, inputs].</param>
            /// <param name="weights">[outputs, inputs].</param>
            /// <param name="bias">[outputs]; nothing is added when null.</param>
            /// <returns>[…, outputs].</returns>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LinearOps.Linear(input, weights, bias);

            /// <summary>Mean 0 and variance 1 over the last dimensions (Ba et al. 2016), then scaled and shifted.</summary>
            /// <param name="input">What to normalize.</param>
            /// <param name="normalized_shape">The sizes of the last dimensions.</param>
            /// <param name="weight">The scale; 1 when null.</param>
            /// <param name="bias">The shift; 0 when null.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05)
                => LayerNormOps.LayerNorm(input, normalized_shape, weight, bias, eps);

            /// <summary>Normalizes each channel over the batch (Ioffe and Szegedy 2015).</summary>
            /// <param name="input">[batch, channels, …].</param>
            /// <param name="running_mean">[channels]; updated while training, used otherwise.</param>
            /// <param name="running_var">[channels]; updated while training, used otherwise.</param>
            /// <param name="weight">The scale [channels]; 1 when null.</param>
            /// <param name="bias">The shift [channels]; 0 when null.</param>
            /// <param name="training">Use the statistics of this batch.</param>
            /// <param name="momentum">The share of this batch in the running statistics.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-05)
                => BatchNormOps.BatchNorm(input, running_mean, running_var, weight, bias, training, momentum, eps);

            /// <summary>Zeroes a share <paramref name="p"/> of the elements at random and divides the others by 1 - p (Srivastava et al. 2014).</summary>
            /// <param name="input">What to drop from.</param>
            /// <param name="p">The share, from 0 to 1.</param>
            /// <param name="training">Otherwise nothing is dropped.</param>
            /// <param name="inplace">Overwrite the input.</param>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => DropoutOps.Dropout(input, p, training, inplace);

            /// <summary>softmax(q·kᵀ/√d + mask)·v (Vaswani et al. 2017), without the matrix of weights in memory.</summary>
            /// <param name="query">[…, queries, d].</param>
            /// <param name="key">[…, keys, d].</param>
            /// <param name="value">[…, keys, e].</param>
            /// <param name="attn_mask">Broadcasts to […, queries, keys]: numbers are added to the scores, false hides.</param>
            /// <param name="p">The share of weights to drop.</param>
            /// <param name="is_casual">Query i sees the keys 0 to i only.</param>
            /// <returns>[…, queries, e].</returns>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
                => AttentionOps.Attend(query, key, value, attn_mask, p, is_casual);

            /// <summary>A one for the class and zeros elsewhere.</summary>
            /// <param name="x">Class numbers, int64.</param>
            /// <param name="num_classes">The number of classes; -1 for the largest number plus one.</param>
            /// <returns>int64, the shape of <paramref name="x"/> with the classes added.</returns>
            /// <exception cref="ArgumentException">A number lies outside the classes.</exception>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64) throw new ArgumentException($"one_hot: the class numbers are of type {x.dtype}, but must be int64.", nameof(x));
                long largest = x.numel() == 0 ? -1 : x.max().item<long>(), smallest = x.numel() == 0 ? 0 : x.min().item<long>();
                long classes = num_classes < 0 ? largest + 1 : num_classes;
                if (smallest < 0 || largest >= classes)
                    throw new ArgumentException($"one_hot: the numbers go from {smallest} to {largest}, but there are {classes} classes, numbered from 0.", nameof(x));
                using var index = x.unsqueeze(-1);
                using var one = ones_like(index);
                return zeros([.. x.shape, classes], ScalarType.Int64).scatter_(-1, index, one);
            }

            /// <summary>Divides by the norm along a dimension.</summary>
            /// <param name="input">What to normalize.</param>
            /// <param name="p">The exponent of the norm.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="eps">The smallest norm divided by.</param>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
                => input / input.norm((int)dim, keepdim: true, p: (float)p).clamp(min: eps);

            /// <summary>x1·x2 / (|x1|·|x2|) along a dimension.</summary>
            /// <param name="x1">The one side.</param>
            /// <param name="x2">The other side.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="eps">The smallest product of norms divided by.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8)
                => LossOps.CosineSimilarity(x1, x2, dim, eps);
        }
    }
}
