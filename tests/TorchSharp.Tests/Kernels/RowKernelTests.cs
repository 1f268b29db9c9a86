using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

/// <summary>Softmax, layer norm, cross entropy, embedding and sums against their plain twins, at every width.</summary>
[Collection(Name)]
public sealed unsafe class RowKernelTests
{
    public static TheoryData<int, int> Shapes => new() { { 0, 5 }, { 3, 1 }, { 7, 2 }, { 5, 15 }, { 5, 16 }, { 5, 17 }, { 2, 33 }, { 3, 63 }, { 4, 65 }, { 70, 128 }, { 3, 1000 }, { 200, 301 }, { 9, 48 }, { 71, 320 }, { 6, 1552 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Softmax_matches_its_reference(int rows, int cols) => Rows(rows, cols, 4, Softmax.Forward, SoftmaxReference.Forward, 1e-5, 1e-9);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Log_softmax_matches_its_reference(int rows, int cols) => Rows(rows, cols, 4, LogSoftmax.Forward, SoftmaxReference.LogForward, 1e-6, 1e-6);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Softmax_backward_matches_its_reference(int rows, int cols) => RowsBackward(rows, cols, Softmax.Backward, SoftmaxReference.Backward, SoftmaxReference.Forward);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Log_softmax_backward_matches_its_reference(int rows, int cols) => RowsBackward(rows, cols, LogSoftmax.Backward, SoftmaxReference.LogBackward, SoftmaxReference.LogForward);

    [Fact]
    public void Softmax_of_huge_values_does_not_overflow_and_infinities_and_nan_travel() => AtEveryLevel(_ =>
    {
        float[] x = [1e30f, 1e30f, -1e30f, float.NegativeInfinity, 0, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, 1, float.NaN, 2], y = new float[12];
        fixed (float* px = x, py = y) Softmax.Forward(px, py, 4, 3);
        Assert.Equal([0.5f, 0.5f, 0, 0, 1, 0, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN], y);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(31)]
    public void NaN_anywhere_in_a_row_of_whole_vectors_makes_all_of_its_softmax_NaN_and_no_other_row(int place) => AtEveryLevel(level =>
    {
        const int Rows = 6, Cols = 32;
        float[] x = Numbers.Random(Rows * Cols, 1), y = new float[Rows * Cols];
        x[(2 * Cols) + place] = float.NaN;
        x[(2 * Cols) + 7] = float.PositiveInfinity;
        x[(5 * Cols) + place] = float.PositiveInfinity;
        new Span<float>(x, Cols, Cols).Fill(float.NegativeInfinity);
        fixed (float* px = x, py = y) Softmax.Forward(px, py, Rows, Cols);
        for (int r = 0; r < Rows; r++)
        {
            float[] row = y[(r * Cols)..((r + 1) * Cols)];
            if (r is 1 or 2) Assert.All(row, value => Assert.True(float.IsNaN(value), $"{level} row {r}"));
            else if (r is 5) Assert.True(float.IsNaN(row[place]), $"{level} row {r}");
            else Assert.Equal(1, row.Sum(), 1e-5);
        }
    });

    [Fact]
    public void A_row_has_the_same_softmax_and_layer_norm_wherever_it_stands() => AtEveryLevel(level =>
    {
        const int Rows = 7, Cols = 80;
        float[] row = Numbers.Random(Cols, 1, 3), x = [.. Enumerable.Repeat(row, Rows).SelectMany(values => values)], gamma = Numbers.Random(Cols, 2), y = new float[x.Length], z = new float[x.Length];
        fixed (float* px = x, py = y, pz = z, pg = gamma)
        {
            Softmax.Forward(px, py, Rows, Cols);
            LayerNorm.Forward(px, pg, pg, 1e-5f, pz, null, null, Rows, Cols);
        }

        for (int r = 1; r < Rows; r++)
        {
            Assert.Equal(y[..Cols], y[(r * Cols)..((r + 1) * Cols)]);
            Assert.Equal(z[..Cols], z[(r * Cols)..((r + 1) * Cols)]);
        }
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Layer_norm_and_its_gradients_match_their_reference(int rows, int cols) => AtEveryLevel(level =>
    {
        foreach (bool affine in (bool[])[true, false])
        {
            float[] x = Numbers.Random(rows * cols, 1, 3), dy = Numbers.Random(rows * cols, 2), gamma = Numbers.Random(cols, 3), beta = Numbers.Random(cols, 4);
            float[][] expected = [new float[rows * cols], new float[rows], new float[rows], new float[rows * cols], new float[cols], new float[cols]];
            float[][] actual = Array.ConvertAll(expected, e => new float[e.Length]);
            fixed (float* px = x, pd = dy, pg = gamma, pb = beta)
            fixed (float* e0 = expected[0], e1 = expected[1], e2 = expected[2], e3 = expected[3], e4 = expected[4], e5 = expected[5])
            fixed (float* a0 = actual[0], a1 = actual[1], a2 = actual[2], a3 = actual[3], a4 = actual[4], a5 = actual[5])
            {
                LayerNormReference.Forward(px, affine ? pg : null, affine ? pb : null, 1e-5f, e0, e1, e2, rows, cols);
                LayerNorm.Forward(px, affine ? pg : null, affine ? pb : null, 1e-5f, a0, a1, a2, rows, cols);
                LayerNormReference.Backward(pd, px, e1, e2, affine ? pg : null, e3, e4, e5, rows, cols);
                LayerNorm.Backward(pd, px, e1, e2, affine ? pg : null, a3, a4, a5, rows, cols);
            }

            // With one or two columns x − mean is all rounding, and rstd is up to 316.
            double slack = cols <= 2 ? 1e-2 : 1e-5;
            for (int i = 0; i < expected.Length; i++) Numbers.Close(expected[i], actual[i], 2e-5, slack, $"{level} {affine} output {i}");
        }
    });

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(9, 17, 0)]
    [InlineData(40, 300, 0.1f)]
    [InlineData(6, 64, 1)]
    [InlineData(0, 4, 0)]
    public void Cross_entropy_and_its_gradient_match_their_reference(int rows, int cols, float smoothing) => AtEveryLevel(level =>
    {
        foreach (bool weighted in (bool[])[false, true])
        {
            var random = new Random(5);
            float[] x = Numbers.Random(rows * cols, 6, 5), weight = Array.ConvertAll(Numbers.Random(cols, 7), w => w + 1.5f), scales = Numbers.Random(rows, 8);
            long[] targets = [.. Enumerable.Range(0, rows).Select(r => r % 4 == 3 ? -100L : random.Next(cols))];
            float[] expectedLoss = new float[rows], loss = new float[rows], expectedLse = new float[rows], lse = new float[rows];
            float[] expected = new float[rows * cols], actual = new float[rows * cols], perRow = new float[rows * cols], expectedPerRow = new float[rows * cols];
            fixed (float* px = x, pw = weighted ? weight : null, pe = expectedLoss, pl = loss, ple = expectedLse, pla = lse, pdE = expected, pdA = actual, ps = scales, prE = expectedPerRow, prA = perRow)
            fixed (long* pt = targets)
            {
                double count = CrossEntropyReference.Forward(px, pt, pw, -100, smoothing, pe, ple, rows, cols);
                Assert.Equal(count, CrossEntropy.Forward(px, pt, pw, -100, smoothing, pl, pla, rows, cols), 1e-6);
                CrossEntropyReference.Backward(px, pt, pw, -100, smoothing, ple, null, 0.25f, pdE, rows, cols);
                CrossEntropy.Backward(px, pt, pw, -100, smoothing, pla, null, 0.25f, pdA, rows, cols);
                CrossEntropyReference.Backward(px, pt, pw, -100, smoothing, ple, ps, 0, prE, rows, cols);
                CrossEntropy.Backward(px, pt, pw, -100, smoothing, pla, ps, 0, prA, rows, cols);
            }

            Numbers.Close(expectedLoss, loss, 1e-5, 1e-5, $"{level} loss");
            Numbers.Close(expected, actual, 1e-5, 1e-6, $"{level} gradient");
            Numbers.Close(expectedPerRow, perRow, 1e-5, 3e-6, $"{level} gradient by row");
        }
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sums_and_maxima_match_their_reference(int rows, int cols) => AtEveryLevel(level =>
    {
        int stride = cols + 3;
        float[] x = Numbers.Random((long)rows * stride, 9, 10), sums = new float[rows], expectedSums = new float[rows], columns = new float[cols], expectedColumns = new float[cols];
        float[] maxima = new float[rows], expectedMaxima = new float[rows];
        long[] places = new long[rows], expectedPlaces = new long[rows];
        fixed (float* px = x, p1 = sums, e1 = expectedSums, p2 = columns, e2 = expectedColumns, p3 = maxima, e3 = expectedMaxima)
        fixed (long* p4 = places, e4 = expectedPlaces)
        {
            Reduce.SumRows(px, p1, rows, cols, stride);
            ReduceReference.SumRows(px, e1, rows, cols, stride);
            Reduce.SumColumns(px, p2, rows, cols, stride);
            ReduceReference.SumColumns(px, e2, rows, cols, stride);
            Reduce.MaxRows(px, p3, p4, rows, cols, stride);
            ReduceReference.MaxRows(px, e3, e4, rows, cols, stride);
            Assert.Equal(ReduceReference.Sum(px, x.Length), Reduce.Sum(px, x.Length), 1e-5 * x.Length);
            Assert.Equal(1, (ReduceReference.SumOfSquares(px, x.Length) + 1) / (Reduce.SumOfSquares(px, x.Length) + 1), 1e-6);
        }

        Numbers.Close(expectedSums, sums, 1e-5, 1e-5 * Math.Sqrt(cols), $"{level} rows");
        Numbers.Close(expectedColumns, columns, 1e-5, 1e-5 * Math.Sqrt(rows + 1), $"{level} columns");
        Assert.Equal(expectedMaxima, maxima);
        Assert.Equal(expectedPlaces, places);
    });

    [Fact]
    public void Sum_of_ten_million_tenths_is_exact_to_a_millionth()
    {
        var x = new float[10_000_000];
        Array.Fill(x, 0.1f);
        fixed (float* p = x) Assert.Equal(1_000_000.0, Reduce.Sum(p, x.Length), 1.0);
    }

    [Fact]
    public void Maximum_takes_the_first_of_equals_and_NaN_before_everything() => AtEveryLevel(_ =>
    {
        float[] x = [1, 3, 3, 2, 1, float.NaN, 9, float.NaN], values = new float[2];
        long[] places = new long[2];
        fixed (float* px = x, pv = values)
        fixed (long* pi = places) Reduce.MaxRows(px, pv, pi, 2, 4, 4);
        Assert.Equal([3, float.NaN], values);
        Assert.Equal([1, 1], places);
    });

    [Theory]
    [InlineData(0, 4)]
    [InlineData(5, 1)]
    [InlineData(300, 33)]
    [InlineData(90, 200)]
    public void Embedding_gathers_rows_and_scatters_gradients(int count, int dim) => AtEveryLevel(_ =>
    {
        const int Rows = 11;
        var random = new Random(3);
        float[] table = Numbers.Random(Rows * dim, 1), output = new float[count * dim], expected = new float[count * dim], gradient = [.. table], expectedGradient = [.. table];
        long[] indices = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(Rows))];
        fixed (float* pt = table, po = output, pe = expected, pg = gradient, peg = expectedGradient)
        fixed (long* pi = indices)
        {
            Embedding.Gather(pt, pi, po, count, dim);
            EmbeddingReference.Gather(pt, pi, pe, count, dim);
            Embedding.ScatterAdd(pe, pi, pg, count, dim, paddingIndex: 2);
            EmbeddingReference.ScatterAdd(pe, pi, peg, count, dim, paddingIndex: 2);
        }

        Assert.Equal(expected, output);
        Assert.Equal(expectedGradient, gradient);
    });

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 40)]
    [InlineData(33, 65)]
    [InlineData(130, 270)]
    public void Transpose_turns_floats_and_longs(int rows, int cols)
    {
        float[] x = Numbers.Random(rows * cols, 1), y = new float[rows * cols];
        long[] i = [.. Enumerable.Range(0, rows * cols)], j = new long[rows * cols];
        fixed (float* px = x, py = y) Transpose.Run(px, rows, cols, cols, py, rows);
        fixed (long* pi = i, pj = j) Transpose.Run(pi, rows, cols, cols, pj, rows);
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < cols; c++)
            {
                Assert.Equal(x[(r * cols) + c], y[(c * rows) + r]);
                Assert.Equal(i[(r * cols) + c], j[(c * rows) + r]);
            }
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(320)]
    public void Any_number_of_threads_gives_the_same_bits(int cols)
    {
        const int Rows = 499;
        float[] x = Numbers.Random(Rows * cols, 1), dy = Numbers.Random(Rows * cols, 2), gamma = Numbers.Random(cols, 3);
        SameBitsWithAnyThreads(() =>
        {
            float[] y = new float[Rows * cols], dx = new float[Rows * cols], mean = new float[Rows], rstd = new float[Rows], dgamma = new float[cols], dbeta = new float[cols], sums = new float[cols];
            float total;
            fixed (float* px = x, pd = dy, pg = gamma, py = y, pdx = dx, pm = mean, pr = rstd, p1 = dgamma, p2 = dbeta, p3 = sums)
            {
                LayerNorm.Forward(px, pg, pg, 1e-5f, py, pm, pr, Rows, cols);
                LayerNorm.Backward(pd, px, pm, pr, pg, pdx, p1, p2, Rows, cols);
                Softmax.Forward(py, py, Rows, cols);
                Reduce.SumColumns(px, p3, Rows, cols, cols);
                total = Reduce.Sum(px, x.Length) + (float)Reduce.SumOfSquares(px, x.Length);
            }

            return [.. y, .. dx, .. dgamma, .. dbeta, .. sums, total];
        });
    }

    private delegate void ForwardKernel(float* x, float* y, long rows, long cols);

    private delegate void BackwardKernel(float* dy, float* y, float* dx, long rows, long cols);

    private static void Rows(int rows, int cols, float scale, ForwardKernel kernel, ForwardKernel reference, double relative, double absolute) => AtEveryLevel(level =>
    {
        float[] x = Numbers.Random(rows * cols, 1, scale), expected = new float[rows * cols], actual = [.. x];
        fixed (float* px = x, pe = expected, pa = actual)
        {
            reference(px, pe, rows, cols);
            kernel(pa, pa, rows, cols);
        }

        Numbers.Close(expected, actual, relative, absolute, $"{level}");
    });

    private static void RowsBackward(int rows, int cols, BackwardKernel kernel, BackwardKernel reference, ForwardKernel forward) => AtEveryLevel(level =>
    {
        float[] x = Numbers.Random(rows * cols, 1, 2), dy = Numbers.Random(rows * cols, 2), y = new float[rows * cols], expected = new float[rows * cols], actual = new float[rows * cols];
        fixed (float* px = x, pd = dy, py = y, pe = expected, pa = actual)
        {
            forward(px, py, rows, cols);
            reference(pd, py, pe, rows, cols);
            kernel(pd, py, pa, rows, cols);
        }

        Numbers.Close(expected, actual, 1e-5, 1e-6, $"{level}");
    });
}
