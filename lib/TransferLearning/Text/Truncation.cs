namespace TransferLearning.Text;

/// <summary>Decides how many tokens each sequence keeps, and which stretches it is cut into.</summary>
internal static class Truncation
{
    /// <summary>Shares a budget between two sequences, as Hugging Face's library does.</summary>
    /// <param name="strategy">Whose tokens go.</param>
    /// <param name="first">The first sequence's length.</param>
    /// <param name="second">The second one's; null when there is none.</param>
    /// <param name="budget">How many tokens may stay, special ones not counted.</param>
    /// <returns>How many tokens each keeps.</returns>
    /// <exception cref="ArgumentException">The one sequence that may be cut is too short for it, or absent.</exception>
    public static (int First, int Second) Share(TruncationStrategy strategy, int first, int? second, int budget)
    {
        var excess = first + (second ?? 0) - budget;
        if (strategy == TruncationStrategy.DoNotTruncate || excess <= 0)
        {
            return (first, second ?? 0);
        }

        return strategy switch
        {
            TruncationStrategy.LongestFirst => second is { } length ? ShareBetween(first, length, budget) : (budget, 0),
            TruncationStrategy.OnlyFirst => first > excess ? (first - excess, second ?? 0) : throw TooShort("first", first, excess),
            TruncationStrategy.OnlySecond when second is null => throw new ArgumentException(
                "Truncation is OnlySecond but there is no second text. Use LongestFirst or OnlyFirst, or give a second text."),
            TruncationStrategy.OnlySecond => second > excess ? (first, second.Value - excess) : throw TooShort("second", second.Value, excess),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "There is no such truncation strategy."),
        };
    }

    /// <summary>Cuts a sequence into stretches of at most a length; the first of them is what stays.</summary>
    /// <param name="count">The sequence's length.</param>
    /// <param name="length">A stretch's length.</param>
    /// <param name="stride">How many tokens neighbours share.</param>
    /// <param name="side">Which end is cut.</param>
    public static IReadOnlyList<TextSpan> Stretches(int count, int length, int stride, Side side)
    {
        if (count <= length)
        {
            return [new TextSpan(0, count)];
        }

        if (length == 0)
        {
            return [new TextSpan(0, 0), new TextSpan(0, count)];
        }

        if (stride >= length)
        {
            throw new ArgumentException($"The stride of {stride} tokens leaves no room for new ones: only {length} tokens of the text fit. Choose a smaller stride or a greater length.");
        }

        var stretches = new List<TextSpan>();
        for (var at = 0; stretches.Count == 0 || (side == Side.Right ? stretches[^1].End < count : stretches[^1].Start > 0); at += length - stride)
        {
            stretches.Add(side == Side.Right
                ? new TextSpan(at, Math.Min(at + length, count))
                : new TextSpan(Math.Max(count - at - length, 0), count - at));
        }

        return stretches;
    }

    private static (int First, int Second) ShareBetween(int first, int second, int budget)
    {
        var (shorter, longer) = (Math.Min(first, second), Math.Max(first, second));
        longer = shorter > budget ? shorter : Math.Max(shorter, budget - shorter);
        if (shorter + longer > budget)
        {
            shorter = budget / 2;
            longer = shorter + (budget % 2);
        }

        return first > second ? (longer, shorter) : (shorter, longer);
    }

    private static ArgumentException TooShort(string which, int length, int excess) => new(
        $"The {which} text has {length} tokens, but {excess} would have to go, and truncation may cut that text only. Use LongestFirst or a greater length.");
}
