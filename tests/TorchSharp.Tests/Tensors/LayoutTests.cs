using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>The same operation on the same numbers gives the same result however they lie in memory and however many threads work.</summary>
public sealed class LayoutTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_operations = new()
    {
        ["add"] = x => x + x,
        ["mul by row"] = x => x.ndim == 0 ? x : x * x.narrow(-1, 0, Math.Min(1, x.shape[^1])),
        ["exp"] = x => x.exp(),
        ["relu"] = x => x.relu(),
        ["compare"] = x => x > 0,
        ["where"] = x => where(x > 0, x, -x),
        ["sum"] = x => x.sum(),
        ["sum first"] = x => x.ndim == 0 ? x : x.sum(dim: 0),
        ["sum last"] = x => x.ndim == 0 ? x : x.sum(-1),
        ["mean keepdim"] = x => x.ndim == 0 ? x : x.mean([0], keepdim: true),
        ["cumsum"] = x => x.ndim == 0 ? x : x.cumsum(-1),
        ["reshape"] = x => x.reshape(-1),
        ["to int64"] = x => (x * 10).to_type(ScalarType.Int64),
        ["to float16"] = x => x.to_type(ScalarType.Float16),
        ["flip"] = x => x.ndim == 0 ? x : x.flip(0),
        ["nonzero"] = x => (x > 0).nonzero(),
        ["matmul"] = x => x.ndim < 2 ? x : x.matmul(x.transpose(-1, -2)),
        ["sort"] = x => x.ndim == 0 ? x : x.sort(-1).Values,
        ["cat"] = x => x.ndim == 0 ? x : cat([x, x], 0),
    };

    public static TheoryData<string> Operations => [.. s_operations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Views_give_the_same_as_contiguous_copies(string operation)
    {
        using var scope = NewDisposeScope();
        manual_seed(23);
        var random = new Random(23);
        for (var round = 0; round < 40; round++)
        {
            var view = RandomView(random);
            var expected = s_operations[operation](view.contiguous());
            var actual = s_operations[operation](view);
            Assert.Equal(expected.shape, actual.shape);
            Assert.True(expected.to_type(ScalarType.Float64).allclose(actual.to_type(ScalarType.Float64), 1e-5, 1e-6), $"{view.metastr()}, strides {string.Join(',', view.stride())}");
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Empty_tensors_pass_through(string operation)
    {
        foreach (var shape in (ReadOnlySpan<long[]>)[[0], [0, 3], [3, 0], [2, 0, 3]])
        {
            using var scope = NewDisposeScope();
            s_operations[operation](zeros(shape));
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Number_of_threads_does_not_change_a_bit(string operation)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var x = randn(173, 1031);
        var before = get_num_threads();
        try
        {
            var results = new List<byte[]>();
            foreach (var threads in (ReadOnlySpan<int>)[1, 2, 7])
            {
                set_num_threads(threads);
                results.Add(s_operations[operation](x).contiguous().bytes.ToArray());
            }

            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static Tensor RandomView(Random random)
    {
        var rank = random.Next(0, 5);
        var sizes = new long[rank];
        for (var i = 0; i < rank; i++) sizes[i] = random.Next(0, 4) switch { 0 => 1, var n => (n * 3) - 1 };
        var tensor = randn(sizes);
        for (var change = 0; change < 3 && rank > 0; change++)
        {
            var (a, b) = (random.Next(tensor.shape.Length), random.Next(tensor.shape.Length));
            tensor = random.Next(4) switch
            {
                0 => tensor.transpose(a, b),
                1 => tensor.slice(a, tensor.shape[a] > 1 ? 1 : 0, long.MaxValue, 2),
                2 when tensor.shape[a] == 1 => tensor.expand([.. tensor.shape.Select((size, i) => i == a ? 3 : size)]),
                _ => tensor.unsqueeze(a).transpose(a, b),
            };
        }

        return tensor;
    }
}
