using TorchSharp.Kernels;

namespace Benchmarks.Quick;

/// <summary>The kernels at the sizes of DistilBERT (6 × 768, batch 8 × 128) and of a small BERT (4 × 256, batch 32 × 64).</summary>
internal sealed unsafe class QuickCases : IDisposable
{
    private readonly List<NativeArray> _arrays = [];

    public IEnumerable<QuickCase> All() => [.. Products(), .. Pointwise(), .. Attentions(), .. Rest()];

    public void Dispose()
    {
        foreach (NativeArray array in _arrays) array.Dispose();
    }

    private IEnumerable<QuickCase> Products()
    {
        (int M, int N, int K)[] shapes =
        [
            (768, 768, 768), (1536, 1536, 1536), (1024, 3072, 768), (1024, 768, 3072), (1024, 768, 768), (2048, 1024, 256), (2048, 256, 1024),
            (16, 768, 768), (1, 768, 768), (128, 128, 64),
        ];
        return from shape in shapes
               from layout in (string[])["NN", "NT", "TN"]
               select Product(shape.M, shape.N, shape.K, layout);
    }

    private QuickCase Product(int m, int n, int k, string layout)
    {
        float* a = Array((long)m * k), b = Array((long)n * k), c = Array((long)m * n);
        (int rsA, int csA) = layout[0] == 'N' ? (k, 1) : (1, m);
        (int rsB, int csB) = layout[1] == 'N' ? (n, 1) : (1, k);
        return new($"matmul {layout} {m} {n} {k}", 2.0 * m * n * k, true, () => MatMul.Run(m, n, k, a, rsA, csA, b, rsB, csB, c, n));
    }

    private List<QuickCase> Pointwise()
    {
        List<QuickCase> cases = [];
        foreach ((int rows, int cols) in ((int, int)[])[(1024, 3072), (2048, 1024)])
        {
            long n = (long)rows * cols;
            float* x = Array(n), dy = Array(n), y = Array(n);
            cases.Add(Elements($"gelu {rows} {cols}", n, () => Gelu.Forward(x, y, n)));
            cases.Add(Elements($"gelu-backward {rows} {cols}", n, () => Gelu.Backward(x, dy, y, n)));
            cases.Add(Elements($"dropout {rows} {cols}", n, () => Dropout.Apply(x, y, n, 0.1f, 1, 0)));
        }

        foreach ((int rows, int cols) in ((int, int)[])[(1024, 768), (2048, 256)])
        {
            long n = (long)rows * cols;
            float* x = Array(n), dy = Array(n), y = Array(n), gamma = Array(cols), beta = Array(cols), mean = Array(rows), rstd = Array(rows);
            float* dgamma = Array(cols), dbeta = Array(cols);
            cases.Add(Elements($"layer-norm {rows} {cols}", n, () => LayerNorm.Forward(x, gamma, beta, 1e-5f, y, mean, rstd, rows, cols)));
            cases.Add(Elements($"layer-norm-backward {rows} {cols}", n, () => LayerNorm.Backward(dy, x, mean, rstd, gamma, y, dgamma, dbeta, rows, cols)));
            cases.Add(Elements($"bias-gradient {rows} {cols}", n, () => Reduce.SumColumns(x, dbeta, rows, cols, cols)));
        }

        return cases;
    }

    private List<QuickCase> Attentions()
    {
        List<QuickCase> cases = [];
        foreach ((int batch, int heads, int tokens, int size) in ((int, int, int, int)[])[(8, 12, 128, 64), (32, 4, 64, 64)])
        {
            long n = (long)batch * heads * tokens * size;
            HeadStrides strides = HeadStrides.Interleaved(heads, tokens, size);
            var arguments = new AttentionArguments
            {
                Batch = batch,
                Heads = heads,
                QueryTokens = tokens,
                KeyTokens = tokens,
                HeadSize = size,
                Scale = 0.125f,
                Dropout = 0.1f,
                Query = Array(n),
                QueryStrides = strides,
                Key = Array(n),
                KeyStrides = strides,
                Value = Array(n),
                ValueStrides = strides,
                Output = Array(n),
                OutputStrides = strides,
                LogSumExp = Array((long)batch * heads * tokens),
            };
            var gradients = new AttentionGradients
            {
                Output = Array(n),
                OutputStrides = strides,
                Query = Array(n),
                QueryStrides = strides,
                Key = Array(n),
                KeyStrides = strides,
                Value = Array(n),
                ValueStrides = strides,
            };
            double work = 4.0 * n * tokens;
            cases.Add(new QuickCase($"attention {batch} {heads} {tokens} {size}", work, true, () => Attention.Forward(arguments)));
            cases.Add(new QuickCase($"attention-backward {batch} {heads} {tokens} {size}", 2.5 * work, true, () => Attention.Backward(arguments, gradients)));
        }

        return cases;
    }

    private List<QuickCase> Rest()
    {
        List<QuickCase> cases = [];
        const long Scores = 96 * 128;
        float* scores = Array(Scores * 128), weights = Array(Scores * 128);
        cases.Add(Elements($"softmax {Scores} 128", Scores * 128, () => Softmax.Forward(scores, weights, Scores, 128)));

        const long Rows = 2048, Classes = 8192;
        float* logits = Array(Rows * Classes), dlogits = Array(Rows * Classes), losses = Array(Rows), lse = Array(Rows);
        long* targets = (long*)Array(2 * Rows);
        for (long r = 0; r < Rows; r++) targets[r] = r * 3 % Classes;
        cases.Add(Elements($"cross-entropy {Rows} {Classes}", Rows * Classes, () => CrossEntropy.Forward(logits, targets, null, -100, 0, losses, lse, Rows, Classes)));
        cases.Add(Elements(
            $"cross-entropy-backward {Rows} {Classes}", Rows * Classes,
            () => CrossEntropy.Backward(logits, targets, null, -100, 0, lse, null, 1f / Rows, dlogits, Rows, Classes)));

        const long Parameters = 1 << 22;
        float* p = Array(Parameters), g = Array(Parameters), m = Array(Parameters), v = Array(Parameters);
        new Span<float>(v, (int)Parameters).Fill(1);
        var step = new AdamStep { LearningRate = 1e-4f, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f, WeightDecay = 0.01f, Decoupled = true, Step = 10 };
        cases.Add(Elements($"adamw {Parameters}", Parameters, () => Optimizers.Adam(p, g, m, v, null, Parameters, step)));
        cases.Add(Elements($"normal {Parameters}", Parameters, () => Philox.Normal(p, Parameters, 1, 0)));

        const int Batch = 32, Hidden = 128;
        float* gates = Array(Batch * 4 * Hidden), c = Array(Batch * Hidden), h = Array(Batch * Hidden);
        cases.Add(Elements($"lstm-gates {Batch} {Hidden}", Batch * Hidden, () => LstmGates.Forward(gates, 4 * Hidden, c, c, h, Hidden, Batch, Hidden)));

        return cases;
    }

    private static QuickCase Elements(string name, long n, Action call) => new(name, n, false, call);

    private float* Array(long length)
    {
        var array = new NativeArray(length, _arrays.Count);
        _arrays.Add(array);
        return array.Pointer;
    }
}
