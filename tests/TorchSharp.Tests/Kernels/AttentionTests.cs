using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

[Collection(Name)]
public sealed unsafe class AttentionTests
{
    private enum MaskKind
    {
        None,
        KeyPadding,
        PerQuery,
        Full,
        Constant,
    }

    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 1, 1, 1, 1, 1 }, { 2, 3, 5, 7, 4 }, { 1, 2, 17, 17, 16 }, { 2, 2, 33, 65, 20 }, { 1, 1, 128, 128, 64 }, { 1, 1, 40, 3000, 8 }, { 0, 2, 3, 4, 5 }, { 1, 2, 0, 4, 5 }, { 1, 2, 3, 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Attention_and_its_gradients_match_their_reference(int batch, int heads, int queries, int keys, int headSize) => AtEveryLevel(level =>
    {
        foreach (MaskKind mask in Enum.GetValues<MaskKind>())
        {
            foreach (bool interleaved in (bool[])[false, true])
                Compare(new Case(batch, heads, queries, keys, headSize) { Mask = mask, Interleaved = interleaved, What = $"{level} {mask} {interleaved}" });
        }
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Causal_attention_with_dropout_matches_its_reference(int batch, int heads, int queries, int keys, int headSize) => AtEveryLevel(level =>
    {
        Compare(new Case(batch, heads, queries, keys, headSize) { Causal = true, What = $"{level} causal" });
        Compare(new Case(batch, heads, queries, keys, headSize) { Dropout = 0.3f, What = $"{level} dropout" });
        Compare(new Case(batch, heads, queries, keys, headSize) { Causal = true, Dropout = 0.3f, Mask = MaskKind.KeyPadding, Interleaved = true, What = $"{level} all" });
    });

    [Fact]
    public void A_row_that_sees_no_key_gives_zeros_and_zero_gradients()
    {
        var test = new Case(1, 1, 2, 3, 4);
        float[] mask = [float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, 0, 0, 0];
        var result = test.Run(Attention.Forward, Attention.Backward, mask, new MaskStrides(0, 0, 3, 1));
        Assert.All(result.Output[..4], value => Assert.Equal(0, value));
        Assert.All(result.DQuery[..4], value => Assert.Equal(0, value));
        Assert.All([.. result.Output, .. result.DQuery, .. result.DKey, .. result.DValue], value => Assert.True(float.IsFinite(value)));
        Assert.Contains(result.Output[4..], value => value != 0);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits() => SameBitsWithAnyThreads(() =>
    {
        var result = new Case(2, 3, 200, 500, 24) { Dropout = 0.2f }.Run(Attention.Forward, Attention.Backward, null, default);
        return [.. result.Output, .. result.DQuery, .. result.DKey, .. result.DValue];
    });

    private static void Compare(Case test)
    {
        (float[]? mask, MaskStrides strides) = test.MakeMask();
        var expected = test.Run(AttentionReference.Forward, AttentionReference.Backward, mask, strides);
        var actual = test.Run(Attention.Forward, Attention.Backward, mask, strides);
        Numbers.Close(expected.Output, actual.Output, 1e-5, 2e-6, $"{test.What} output");
        Numbers.Close(expected.LogSumExp, actual.LogSumExp, 1e-5, 2e-6, $"{test.What} log-sum-exp");
        Numbers.Close(expected.DQuery, actual.DQuery, 1e-5, 1e-5, $"{test.What} query");
        Numbers.Close(expected.DKey, actual.DKey, 1e-5, 1e-5, $"{test.What} key");
        Numbers.Close(expected.DValue, actual.DValue, 1e-5, 1e-5, $"{test.What} value");
    }

    private delegate void ForwardKernel(in AttentionArguments arguments);

    private delegate void BackwardKernel(in AttentionArguments arguments, in AttentionGradients gradients);

    private sealed record Result(float[] Output, float[] LogSumExp, float[] DQuery, float[] DKey, float[] DValue);

    private sealed record Case(int Batch, int Heads, int Queries, int Keys, int HeadSize)
    {
        public MaskKind Mask { get; init; }

        public bool Interleaved { get; init; }

        public bool Causal { get; init; }

        public float Dropout { get; init; }

        public string What { get; init; } = "";

        /// <summary>Random additive masks; a third of their elements hide a key.</summary>
        public (float[]? Mask, MaskStrides Strides) MakeMask()
        {
            float[] Hide(int length) => Array.ConvertAll(Numbers.Random(length, 99), v => v > 0.3f ? float.NegativeInfinity : v);
            return Mask switch
            {
                MaskKind.KeyPadding => (Hide(Batch * Keys), new(Keys, 0, 0, 1)),
                MaskKind.PerQuery => (Hide(Queries * Keys), new(0, 0, 1, Queries)),
                MaskKind.Full => (Hide(Batch * Heads * Queries * Keys), new(Heads * Queries * Keys, Queries * Keys, Keys, 1)),
                MaskKind.Constant => (Numbers.Random(Queries, 98), new(0, 0, 1, 0)),
                _ => (null, default),
            };
        }

        public Result Run(ForwardKernel forward, BackwardKernel backward, float[]? mask, MaskStrides maskStrides)
        {
            long size = (long)Batch * Heads * HeadSize;
            float[] q = Numbers.Random(size * Queries, 1), k = Numbers.Random(size * Keys, 2), v = Numbers.Random(size * Keys, 3), dout = Numbers.Random(size * Queries, 4);
            var result = new Result(new float[q.Length], new float[Batch * Heads * Queries], new float[q.Length], new float[k.Length], new float[v.Length]);
            Array.Fill(result.DKey, 7);
            Array.Fill(result.DValue, 7);
            HeadStrides queryStrides = Interleaved ? HeadStrides.Interleaved(Heads, Queries, HeadSize) : HeadStrides.Contiguous(Heads, Queries, HeadSize);
            HeadStrides keyStrides = Interleaved ? HeadStrides.Interleaved(Heads, Keys, HeadSize) : HeadStrides.Contiguous(Heads, Keys, HeadSize);
            fixed (float* pq = q, pk = k, pv = v, pd = dout, pm = mask, po = result.Output, pl = result.LogSumExp, pdq = result.DQuery, pdk = result.DKey, pdv = result.DValue)
            {
                var arguments = new AttentionArguments
                {
                    Batch = Batch,
                    Heads = Heads,
                    QueryTokens = Queries,
                    KeyTokens = Keys,
                    HeadSize = HeadSize,
                    Scale = 1 / MathF.Sqrt(HeadSize),
                    Causal = Causal,
                    Query = pq,
                    QueryStrides = queryStrides,
                    Key = pk,
                    KeyStrides = keyStrides,
                    Value = pv,
                    ValueStrides = keyStrides,
                    Output = po,
                    OutputStrides = queryStrides,
                    Mask = pm,
                    MaskStrides = maskStrides,
                    LogSumExp = pl,
                    Dropout = Dropout,
                    Seed = 5,
                    SeedOffset = 160,
                };
                forward(arguments);
                backward(arguments, new AttentionGradients
                {
                    Output = pd,
                    OutputStrides = queryStrides,
                    Query = pdq,
                    QueryStrides = queryStrides,
                    Key = pdk,
                    KeyStrides = keyStrides,
                    Value = pdv,
                    ValueStrides = keyStrides,
                });
            }

            return result;
        }
    }
}
