using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>Lengths around the widths of the vectors: what the vectors say must be what C#'s operators say, for NaN, infinities and both zeros too.</summary>
public sealed class ComparisonTests
{
    private static readonly float[] s_special = [float.NaN, 0f, -0f, float.PositiveInfinity, float.NegativeInfinity, 1f, -1f];

    public static TheoryData<int> Lengths => [0, 1, 31, 32, 33, 64, 100, 70_001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Floats_compare_as_in_the_language(int length)
    {
        float[] x = Values(length, 1), y = Values(length, 2);
        using var scope = NewDisposeScope();
        Tensor a = tensor(x), b = tensor(y);
        Assert.Equal(Expected(x, y, (p, q) => p == q), a.eq(b).data<bool>().ToArray());
        Assert.Equal(Expected(x, y, (p, q) => p != q), a.ne(b).data<bool>().ToArray());
        Assert.Equal(Expected(x, y, (p, q) => p < q), a.lt(b).data<bool>().ToArray());
        Assert.Equal(Expected(x, y, (p, q) => p <= q), a.le(b).data<bool>().ToArray());
        Assert.Equal(Expected(x, y, (p, q) => p > q), a.gt(b).data<bool>().ToArray());
        Assert.Equal(Expected(x, y, (p, q) => p >= q), a.ge(b).data<bool>().ToArray());
        Assert.Equal(Expected(x, y, (p, _) => p > 0.5f), a.gt(0.5f).data<bool>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Whole_numbers_compare_as_in_the_language(int length)
    {
        var random = new Random(length);
        int[] x = [.. Enumerable.Range(0, length).Select(_ => random.Next(-3, 3))], y = [.. x.Select(value => random.Next(2) == 0 ? value : int.MinValue)];
        using var scope = NewDisposeScope();
        Assert.Equal(x.Zip(y, (p, q) => p == q), tensor(x).eq(tensor(y)).data<bool>().ToArray());
        Assert.Equal(x.Zip(y, (p, q) => p > q), tensor(x).gt(tensor(y)).data<bool>().ToArray());
    }

    [Fact]
    public void The_largest_of_a_row_is_the_first_of_equals_and_NaN_wins()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 5f, 5f, 2f, 0f, float.NaN, 7f, float.NaN, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity }, 3, 4);
        Assert.Equal([1L, 1L, 0L], x.argmax(1).data<long>().ToArray());
        var (values, places) = x.max(1);
        Assert.Equal([5f, float.NaN, float.NegativeInfinity], values.data<float>().ToArray());
        Assert.Equal([1L, 1L, 0L], places.data<long>().ToArray());
        float[] wide = Values(70_001, 3, special: false);
        Assert.Equal(Array.IndexOf(wide, wide.Max()), tensor(wide).argmax().item<long>());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Halves_are_the_same_whether_a_tensor_is_contiguous_or_not(int length)
    {
        using var scope = NewDisposeScope();
        var pairs = tensor(Values(2 * length, 4, special: false), length, 2);
        foreach (var type in (ScalarType[])[ScalarType.Float16, ScalarType.BFloat16])
        {
            var strided = pairs.t()[0];
            Tensor fast = strided.contiguous().to_type(type), slow = strided.to_type(type);
            Assert.Equal(slow.to_type(ScalarType.Float64).data<double>().ToArray(), fast.to_type(ScalarType.Float32).to_type(ScalarType.Float64).data<double>().ToArray());
        }
    }

    private static bool[] Expected(float[] x, float[] y, Func<float, float, bool> test) => [.. x.Zip(y, test)];

    private static float[] Values(int length, int seed, bool special = true)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => special && random.Next(3) == 0 ? s_special[random.Next(s_special.Length)] : (random.NextSingle() * 4) - 2)];
    }
}
