using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd.Gradients;

/// <summary>Random leaves of a case: sizes, layouts in memory and numbers follow from the round.</summary>
internal sealed class GradientInputs(GradientCase given, int round)
{
    private static readonly long[] s_sizes = [1, 2, 3, 5];

    private readonly Random _random = new(1000 + round);

    /// <summary>Rounds of random sizes, plus one for each letter that can be 0.</summary>
    public const int RandomRounds = 4;

    public static int Rounds(GradientCase given) => RandomRounds + SmallLetters(given).Count;

    public Tensor[] Make()
    {
        var sizes = given.Shapes.Where(char.IsLetter).Distinct().ToDictionary(letter => letter, _ => s_sizes[_random.Next(s_sizes.Length)]);
        if (round >= RandomRounds) sizes[SmallLetters(given)[round - RandomRounds]] = 0;
        var leaves = new List<Tensor>();
        foreach (var letters in given.Shapes.Split(','))
        {
            long[] shape = [.. letters.Select(letter => char.IsDigit(letter) ? letter - '0' : sizes[letter])];
            if (given.Broadcasts && round is > 0 and < RandomRounds) shape = Narrower(shape);
            leaves.Add(Leaf(shape, (Layout)((round + leaves.Count) % 3)));
        }

        return [.. leaves];
    }

    /// <summary>Numbers of a shape in one of three layouts.</summary>
    public Tensor Leaf(long[] shape, Layout layout)
    {
        var type = given.OnlySingle ? ScalarType.Float32 : ScalarType.Float64;
        var wide = layout == Layout.EverySecond && shape.Length > 0 ? [.. shape[..^1], (2 * shape[^1]) + 1] : shape;
        long count = wide.Aggregate(1L, (product, size) => product * size);
        var numbers = new double[count];
        for (var i = 0; i < count; i++) numbers[i] = Number();
        var tensor = torch.tensor(numbers).to_type(type).reshape(wide);
        if (layout == Layout.EverySecond && shape.Length > 0) tensor = tensor[TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 2)];
        if (layout == Layout.Reversed) tensor = tensor.T.contiguous().T;
        return tensor.detach();
    }

    private static List<char> SmallLetters(GradientCase given) => [.. given.Shapes.Where(char.IsAsciiLetterLower).Distinct()];

    /// <summary>A shape that broadcasts to the given one.</summary>
    private long[] Narrower(long[] shape)
    {
        var sizes = shape.Select(size => _random.Next(3) == 0 ? 1 : size).ToArray();
        return sizes[_random.Next(Math.Min(2, sizes.Length))..];
    }

    private double Number() => given.Values switch
    {
        Values.Positive => 0.2 + (1.8 * _random.NextDouble()),
        Values.Fraction => 0.1 + (0.8 * _random.NextDouble()),
        _ => (0.1 + (1.4 * _random.NextDouble())) * (_random.Next(2) == 0 ? -1 : 1),
    };
}

/// <summary>How a tensor lies in memory.</summary>
internal enum Layout
{
    RowMajor,
    Reversed,
    EverySecond,
}
