using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>DistilBertForSequenceClassification of the tiny golden checkpoint, written as one writes it with the real package.</summary>
internal sealed class TinyDistilBert : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Encoder distilbert;
    private readonly Linear pre_classifier;
    private readonly Linear classifier;

    public TinyDistilBert(long vocabulary = 107, long positions = 64, long dim = 32, long heads = 4, long hidden = 37, int layers = 2, long labels = 2)
        : base(nameof(TinyDistilBert))
    {
        distilbert = new Encoder(vocabulary, positions, dim, heads, hidden, layers);
        pre_classifier = nn.Linear(dim, dim);
        classifier = nn.Linear(dim, labels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input_ids, Tensor attention_mask)
    {
        var first = distilbert.call(input_ids, attention_mask)[TensorIndex.Colon, 0];
        return classifier.call(nn.functional.relu(pre_classifier.call(first)));
    }

    private sealed class Encoder : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Embeddings embeddings;
        private readonly Stack transformer;

        public Encoder(long vocabulary, long positions, long dim, long heads, long hidden, int layers)
            : base(nameof(Encoder))
        {
            embeddings = new Embeddings(vocabulary, positions, dim);
            transformer = new Stack(dim, heads, hidden, layers);
            RegisterComponents();
        }

        public override Tensor forward(Tensor ids, Tensor mask) => transformer.call(embeddings.call(ids), mask);
    }

    private sealed class Embeddings : nn.Module<Tensor, Tensor>
    {
        private readonly Embedding word_embeddings;
        private readonly Embedding position_embeddings;
        private readonly LayerNorm LayerNorm;

        public Embeddings(long vocabulary, long positions, long dim)
            : base(nameof(Embeddings))
        {
            word_embeddings = nn.Embedding(vocabulary, dim, padding_idx: 0);
            position_embeddings = nn.Embedding(positions, dim);
            LayerNorm = nn.LayerNorm(dim, 1e-12);
            RegisterComponents();
        }

        public override Tensor forward(Tensor ids)
        {
            using var numbers = arange(ids.shape[1], dtype: ScalarType.Int64);
            return LayerNorm.call(word_embeddings.call(ids) + position_embeddings.call(numbers).unsqueeze(0));
        }
    }

    private sealed class Stack : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly ModuleList<Block> layer;

        public Stack(long dim, long heads, long hidden, int layers)
            : base(nameof(Stack))
        {
            layer = nn.ModuleList(Enumerable.Range(0, layers).Select(_ => new Block(dim, heads, hidden)).ToArray());
            RegisterComponents();
        }

        public override Tensor forward(Tensor hidden, Tensor mask) => layer.Aggregate(hidden, (h, block) => block.call(h, mask));
    }

    private sealed class Block : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Attention attention;
        private readonly LayerNorm sa_layer_norm;
        private readonly Feedforward ffn;
        private readonly LayerNorm output_layer_norm;

        public Block(long dim, long heads, long hidden)
            : base(nameof(Block))
        {
            attention = new Attention(dim, heads);
            sa_layer_norm = nn.LayerNorm(dim, 1e-12);
            ffn = new Feedforward(dim, hidden);
            output_layer_norm = nn.LayerNorm(dim, 1e-12);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x, Tensor mask)
        {
            var attended = sa_layer_norm.call(attention.call(x, mask) + x);
            return output_layer_norm.call(ffn.call(attended) + attended);
        }
    }

    private sealed class Attention : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Linear q_lin;
        private readonly Linear k_lin;
        private readonly Linear v_lin;
        private readonly Linear out_lin;
        private readonly long _heads;

        public Attention(long dim, long heads)
            : base(nameof(Attention))
        {
            (q_lin, k_lin, v_lin, out_lin) = (nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim));
            _heads = heads;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x, Tensor mask)
        {
            long batch = x.shape[0], tokens = x.shape[1], dim = x.shape[2];
            Tensor Heads(Tensor projected) => projected.view(batch, tokens, _heads, dim / _heads).transpose(1, 2);
            var visible = mask.view(batch, 1, 1, tokens).ne(0);
            var attended = nn.functional.scaled_dot_product_attention(Heads(q_lin.call(x)), Heads(k_lin.call(x)), Heads(v_lin.call(x)), visible);
            return out_lin.call(attended.transpose(1, 2).contiguous().view(batch, tokens, dim));
        }
    }

    private sealed class Feedforward : nn.Module<Tensor, Tensor>
    {
        private readonly Linear lin1;
        private readonly Linear lin2;

        public Feedforward(long dim, long hidden)
            : base(nameof(Feedforward))
        {
            lin1 = nn.Linear(dim, hidden);
            lin2 = nn.Linear(hidden, dim);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => lin2.call(nn.functional.gelu(lin1.call(x)));
    }
}
