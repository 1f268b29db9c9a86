using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// Einstein's summation: operands are combined from left to right; each pair becomes one batched matrix product over
/// the letters they share and no later operand needs.
/// </summary>
internal static class EinsumOps
{
    internal static Tensor Einsum(string equation, Tensor[] operands)
    {
        var (inputs, output) = Parse(equation, operands);
        var letters = inputs[0];
        var result = Diagonals(operands[0], ref letters);
        for (var i = 1; i < operands.Length; i++)
        {
            var other = inputs[i];
            using var left = result;
            using var right = Diagonals(operands[i], ref other);
            var needed = output + string.Concat(inputs[(i + 1)..]);
            result = Combine(left, letters, right, other, needed, out letters);
        }

        using (result) return Finish(result, letters, output);
    }

    private static (string[] Inputs, string Output) Parse(string equation, Tensor[] operands)
    {
        var sides = equation.Replace(" ", "").Split("->");
        var inputs = sides[0].Split(',');
        if (sides.Length > 2 || inputs.Length != operands.Length)
        {
            throw new ArgumentException($"einsum: \"{equation}\" names {inputs.Length} operands, {operands.Length} were given.", nameof(equation));
        }

        var hidden = 0;
        for (var i = 0; i < inputs.Length; i++) hidden = Math.Max(hidden, inputs[i].Contains("...") ? operands[i].Sizes.Length - (inputs[i].Length - 3) : 0);
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Ellipsis(inputs[i], operands[i].Sizes.Length - (inputs[i].Length - 3));
            if (inputs[i].Length != operands[i].Sizes.Length)
            {
                throw new ArgumentException($"einsum: \"{sides[0]}\" names {inputs[i].Length} dimensions for operand {i} of shape {Shapes.Text(operands[i].Sizes)}.", nameof(equation));
            }
        }

        var all = string.Concat(inputs);
        var output = sides.Length == 2
            ? Ellipsis(sides[1], hidden)
            : string.Concat(all.Where(c => all.Count(d => d == c) == 1 || char.IsAsciiDigit(c)).Distinct().Order());
        foreach (var letter in output)
        {
            if (!all.Contains(letter)) throw new ArgumentException($"einsum: the output letter '{letter}' of \"{equation}\" is in no operand.", nameof(equation));
        }

        return (inputs, output);
    }

    /// <summary>The dimensions behind an ellipsis are named by digits, counted from the right so that they broadcast.</summary>
    private static string Ellipsis(string letters, int count)
    {
        if (!letters.Contains("...")) return letters;
        var names = string.Concat(Enumerable.Range(0, Math.Max(count, 0)).Reverse().Select(i => (char)('0' + i)));
        return letters.Replace("...", names);
    }

    /// <summary>A letter that stands twice in one operand means its diagonal.</summary>
    private static Tensor Diagonals(Tensor operand, ref string letters)
    {
        var result = operand.alias();
        for (var i = 0; i < letters.Length; i++)
        {
            var twin = letters.IndexOf(letters[i], i + 1);
            if (twin < 0) continue;
            using var before = result;
            using var diagonal = before.diagonal(0, i, twin);
            result = diagonal.movedim([-1], [i]);
            letters = letters.Remove(twin, 1);
            i--;
        }

        return result;
    }

    private static Tensor Combine(Tensor left, string leftLetters, Tensor right, string rightLetters, string needed, out string letters)
    {
        var shared = string.Concat(leftLetters.Where(rightLetters.Contains));
        var batch = string.Concat(shared.Where(needed.Contains));
        var contracted = string.Concat(shared.Where(c => !needed.Contains(c)));
        using var a = SumAway(left, leftLetters, needed + rightLetters, out var keptLeft);
        using var b = SumAway(right, rightLetters, needed + leftLetters, out var keptRight);
        var rows = string.Concat(keptLeft.Where(c => !shared.Contains(c)));
        var columns = string.Concat(keptRight.Where(c => !shared.Contains(c)));
        using var x = Arrange(a, keptLeft, batch + rows + contracted);
        using var y = Arrange(b, keptRight, batch + contracted + columns);
        var batchSizes = Shapes.Broadcast("einsum", x.Sizes[..batch.Length], y.Sizes[..batch.Length]);
        var contractedSizes = Shapes.Broadcast("einsum", x.Sizes[(batch.Length + rows.Length)..], y.Sizes[batch.Length..(batch.Length + contracted.Length)]);
        long[] rowSizes = x.Sizes[batch.Length..(batch.Length + rows.Length)];
        long[] columnSizes = y.Sizes[(batch.Length + contracted.Length)..];
        var k = Shapes.Count(contractedSizes);
        using var wideX = x.expand([.. batchSizes, .. rowSizes, .. contractedSizes]);
        using var wideY = y.expand([.. batchSizes, .. contractedSizes, .. columnSizes]);
        using var matricesX = wideX.reshape([.. batchSizes, Shapes.Count(rowSizes), k]);
        using var matricesY = wideY.reshape([.. batchSizes, k, Shapes.Count(columnSizes)]);
        using var product = MatMulOps.MatMul(matricesX, matricesY);
        letters = batch + rows + columns;
        return product.reshape([.. batchSizes, .. rowSizes, .. columnSizes]);
    }

    /// <summary>Sums over letters that nothing else mentions.</summary>
    private static Tensor SumAway(Tensor tensor, string letters, string needed, out string kept)
    {
        var dims = new List<long>();
        for (var i = 0; i < letters.Length; i++)
        {
            if (!needed.Contains(letters[i])) dims.Add(i);
        }

        kept = string.Concat(letters.Where(needed.Contains));
        return dims.Count == 0 ? tensor.alias() : tensor.sum([.. dims]);
    }

    private static Tensor Arrange(Tensor tensor, string from, string to) => tensor.permute([.. to.Select(c => (long)from.IndexOf(c))]);

    private static Tensor Finish(Tensor tensor, string letters, string output)
    {
        using var summed = SumAway(tensor, letters, output, out var kept);
        return Arrange(summed, kept, output);
    }
}
