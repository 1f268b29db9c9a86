using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Attention with several heads (Vaswani et al. 2017).</summary>
    public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
    {
        private readonly long _heads;
        private readonly long _size;
        private readonly double _dropout;
        private readonly Linear out_proj;

        internal MultiheadAttention(long size, long heads, double dropout, bool bias, long? keySize, long? valueSize)
            : base(nameof(MultiheadAttention))
        {
            if (heads < 1 || size % heads != 0)
                throw new ArgumentException($"The size {size} cannot be divided evenly among {heads} heads.", nameof(heads));
            (_size, _heads, _dropout) = (size, heads, dropout);
            if ((keySize ?? size) == size && (valueSize ?? size) == size)
            {
                Add("in_proj_weight", nn.init.xavier_uniform_(empty(3 * size, size)));
            }
            else
            {
                Add("q_proj_weight", nn.init.xavier_uniform_(empty(size, size)));
                Add("k_proj_weight", nn.init.xavier_uniform_(empty(size, keySize ?? size)));
                Add("v_proj_weight", nn.init.xavier_uniform_(empty(size, valueSize ?? size)));
            }
            if (bias) Add("in_proj_bias", zeros(3 * size));
            out_proj = nn.Linear(size, size, bias);
            if (out_proj.bias is not null) nn.init.zeros_(out_proj.bias);
            RegisterComponents();
        }

        /// <summary>Attends.</summary>
        /// <param name="query">[queries, batch, size].</param>
        /// <param name="key">[keys, batch, key size].</param>
        /// <param name="value">[keys, batch, value size].</param>
        /// <param name="key_padding_mask">[batch, keys]: true hides a key; numbers are added to its scores.</param>
        /// <param name="need_weights">Return the weights as well, which takes more memory.</param>
        /// <param name="attn_mask">[queries, keys] or [batch · heads, queries, keys]: true hides; numbers are added to the scores.</param>
        /// <returns>[queries, batch, size]; and the weights, averaged over the heads, [batch, queries, keys], or null.</returns>
        public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
        {
            long batch = query.shape[1];
            var (q, k, v) = Project(query, key, value);
            q = Heads(q, batch);
            k = Heads(k, batch);
            v = Heads(v, batch);
            var mask = Mask(key_padding_mask, attn_mask, batch);
            double dropout = training ? _dropout : 0;

            Tensor attended;
            Tensor? weights = null;
            if (need_weights)
            {
                var scores = q.matmul(k.transpose(-2, -1)) * (1 / Math.Sqrt(_size / _heads));
                weights = nn.functional.softmax(mask is null ? scores : scores + mask, -1);
                attended = nn.functional.dropout(weights, dropout, training).matmul(v);
            }
            else
            {
                attended = nn.functional.scaled_dot_product_attention(q, k, v, mask, dropout);
            }
            var joined = attended.permute(2, 0, 1, 3).reshape(query.shape[0], batch, _size);
            return Tuple.Create(out_proj.call(joined), weights?.mean([1])!);
        }

        /// <inheritdoc cref="forward"/>
        public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null)
            => base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

        private (Tensor Query, Tensor Key, Tensor Value) Project(Tensor query, Tensor key, Tensor value)
        {
            var bias = get_parameter("in_proj_bias");
            if (get_parameter("in_proj_weight") is not { } weight)
            {
                var biases = bias?.chunk(3);
                return (
                    nn.functional.linear(query, get_parameter("q_proj_weight")!, biases?[0]),
                    nn.functional.linear(key, get_parameter("k_proj_weight")!, biases?[1]),
                    nn.functional.linear(value, get_parameter("v_proj_weight")!, biases?[2]));
            }
            if (ReferenceEquals(query, key) && ReferenceEquals(key, value))
            {
                var all = nn.functional.linear(query, weight, bias).chunk(3, -1);
                return (all[0], all[1], all[2]);
            }
            Tensor Part(Tensor input, int index) => nn.functional.linear(input, weight.narrow(0, index * _size, _size), bias?.narrow(0, index * _size, _size));
            return (Part(query, 0), Part(key, 1), Part(value, 2));
        }

        private Tensor Heads(Tensor projected, long batch) => projected.view(projected.shape[0], batch, _heads, _size / _heads).permute(1, 2, 0, 3);

        private Tensor? Mask(Tensor? keyPadding, Tensor? attention, long batch)
        {
            var padding = Additive(keyPadding)?.unsqueeze(1).unsqueeze(2);
            var pairs = Additive(attention);
            if (pairs is not null && pairs.dim() == 3) pairs = pairs.view(batch, _heads, pairs.shape[1], pairs.shape[2]);
            return padding is null ? pairs : pairs is null ? padding : padding + pairs;
        }

        private static Tensor? Additive(Tensor? mask)
            => mask is null || mask.dtype != ScalarType.Bool ? mask : zeros(mask.shape).masked_fill(mask, double.NegativeInfinity);

        private void Add(string name, Tensor values)
        {
            var parameter = new Parameter(values);
            parameter.DetachFromDisposeScope();
            register_parameter(name, parameter);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Attention with several heads (Vaswani et al. 2017).</summary>
            /// <param name="embedded_dim">The size of queries and results.</param>
            /// <param name="num_heads">The number of heads, which divides the size.</param>
            /// <param name="dropout">The share of weights dropped while training.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="add_bias_kv">Not supported: must be false.</param>
            /// <param name="add_zero_attn">Not supported: must be false.</param>
            /// <param name="kdim">The size of the keys; that of the queries by default.</param>
            /// <param name="vdim">The size of the values; that of the queries by default.</param>
            /// <exception cref="NotSupportedException">One of the settings that are not supported.</exception>
            public static Modules.MultiheadAttention MultiheadAttention(
                long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false,
                long? kdim = null, long? vdim = null)
            {
                if (add_bias_kv || add_zero_attn)
                    throw new NotSupportedException("The embedded engine has no attention with add_bias_kv or add_zero_attn: leave them out, or run `./course use nuget`.");
                return new(embedded_dim, num_heads, dropout, bias, kdim, vdim);
            }
        }
    }
}
