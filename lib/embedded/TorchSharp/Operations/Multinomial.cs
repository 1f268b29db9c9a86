using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Draws from discrete distributions given by unnormalised weights.</summary>
internal static class Multinomial
{
    internal static Tensor Draw(Tensor weights, long samples, bool replacement, Generator? generator)
    {
        if (weights.Sizes.Length is < 1 or > 2 || !weights.is_floating_point())
        {
            throw new ArgumentException($"multinomial: needs one or two dimensions of floating-point weights, got {weights.dtype} {Shapes.Text(weights.Sizes)}.");
        }

        var columns = checked((int)weights.Sizes[^1]);
        if (samples < 1 || (!replacement && samples > columns))
        {
            throw new ArgumentException($"multinomial: cannot draw {samples} samples without replacement from {columns} categories.");
        }

        using var contiguous = CopyOps.Convert(weights, ScalarType.Float64);
        var values = contiguous.Elements<double>();
        var rows = values.Length / columns;
        long[] sizes = [.. weights.Sizes[..^1], samples];
        var result = Tensor.Allocate(sizes, ScalarType.Int64);
        var target = result.Elements<long>();
        using var uniform = RandomOps.Rand([rows, samples], ScalarType.Float64, null, false, generator);
        var random = uniform.Elements<double>();
        for (var row = 0; row < rows; row++)
        {
            Row(values.Slice(row * columns, columns), target.Slice(row * (int)samples, (int)samples), random.Slice(row * (int)samples, (int)samples), replacement);
        }

        return result;
    }

    private static void Row(Span<double> weights, Span<long> target, ReadOnlySpan<double> random, bool replacement)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            if (!(weight >= 0) || double.IsInfinity(weight)) throw new InvalidOperationException($"multinomial: weights must be finite and not negative, got {weight}.");
            total += weight;
        }

        for (var i = 0; i < target.Length; i++)
        {
            if (total <= 0) throw new InvalidOperationException("multinomial: there are fewer categories with a positive weight than samples asked for.");
            var at = random[i] * total;
            var chosen = -1;
            for (var k = 0; k < weights.Length && (chosen < 0 || at >= 0); k++)
            {
                if (weights[k] == 0) continue;
                chosen = k;
                at -= weights[k];
                if (at < 0) break;
            }

            target[i] = chosen;
            if (replacement) continue;
            weights[chosen] = 0;
            total = 0;
            foreach (var weight in weights) total += weight;
        }
    }
}
