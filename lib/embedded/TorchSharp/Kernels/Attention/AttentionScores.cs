using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>One head's block of queries, and what is done to its rows of scores before and after softmax.</summary>
internal readonly unsafe struct AttentionScores
{
    private readonly AttentionArguments _arguments;

    public AttentionScores(in AttentionArguments arguments, int batch, int head, int first, int queries)
    {
        _arguments = arguments;
        (Batch, Head, First, Queries) = (batch, head, first, queries);

        // Under a causal mask no query of this block sees a key behind the block's last query.
        Keys = arguments.Causal ? Math.Min(arguments.KeyTokens, first + queries) : arguments.KeyTokens;
        Stride = (Keys + 15) & ~15;
    }

    public int Batch { get; }

    public int Head { get; }

    /// <summary>The block's first query.</summary>
    public int First { get; }

    public int Queries { get; }

    /// <summary>How many keys the block looks at.</summary>
    public int Keys { get; }

    /// <summary>The distance of two rows of scores: whole cache lines.</summary>
    public int Stride { get; }

    public long Size => (long)Queries * Stride;

    /// <summary>Where query <paramref name="i"/> of the block stands among [batch, heads, queryTokens].</summary>
    public long RowIndex(int i) => ((((long)Batch * _arguments.Heads) + Head) * _arguments.QueryTokens) + First + i;

    /// <summary>scores = scale · q · kᵀ.</summary>
    public void Multiply(float* scores) => MatMul.Run(
        Queries, Keys, _arguments.HeadSize, At(_arguments.Query, _arguments.QueryStrides, First), _arguments.QueryStrides.Token, 1,
        At(_arguments.Key, _arguments.KeyStrides, 0), 1, _arguments.KeyStrides.Token, scores, Stride, alpha: _arguments.Scale);

    /// <summary>This head's rows of an operand, from <paramref name="token"/> on.</summary>
    public float* At(float* operand, HeadStrides strides, long token) => operand + (Batch * strides.Batch) + (Head * strides.Head) + (token * strides.Token);

    /// <summary>Adds the mask to row <paramref name="i"/> of the block and hides the keys of the future.</summary>
    [MethodImpl(Simd.Hot)]
    public void Mask<V>(float* row, int i)
        where V : struct, IVector<V>
    {
        if (_arguments.Mask != null)
        {
            MaskStrides strides = _arguments.MaskStrides;
            float* mask = _arguments.Mask + (Batch * strides.Batch) + (Head * strides.Head) + ((First + i) * strides.Query);
            if (strides.Key == 1) Row.Add<V>(row, mask, Keys);
            else if (strides.Key == 0) Row.Shift<V>(row, row, Keys, *mask);
            else for (int j = 0; j < Keys; j++) row[j] += mask[j * strides.Key];
        }

        int visible = First + i + 1;
        if (_arguments.Causal && visible < Keys) new Span<float>(row + visible, Keys - visible).Fill(float.NegativeInfinity);
    }

    /// <summary>Fills <paramref name="factors"/> [64] with what dropout multiplies weights <paramref name="key"/> … key + 63 of row <paramref name="i"/> by.</summary>
    [MethodImpl(Simd.Inline)]
    public void KeepFactors(int i, int key, uint* words, float* factors)
    {
        long element = (RowIndex(i) * _arguments.DropoutRow) + key;
        PhiloxBlock.Fill(_arguments.Seed, _arguments.SeedOffset + ((ulong)(element / Philox.BlockElements) * Philox.BlockCounters), words);
        new KeepFactors(_arguments.Dropout).Apply(words, factors);
    }
}
