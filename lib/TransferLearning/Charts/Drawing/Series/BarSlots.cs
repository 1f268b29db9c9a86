namespace TransferLearning.Charts.Drawing;

/// <summary>How bars at one position share it: side by side, on one another or before one another.</summary>
/// <param name="Mode">plotly's bar mode: <c>group</c>, <c>stack</c> or <c>overlay</c>.</param>
/// <param name="Gap">The share of a position's width that stays free.</param>
/// <param name="BarTraces">The positions of the bar traces among all traces.</param>
internal sealed record BarSlots(string Mode, double Gap, IReadOnlyList<int> BarTraces)
{
    /// <summary>The height that earlier bars of the stack reached, by position and sign.</summary>
    private readonly Dictionary<(double Position, bool IsNegative), double> _stacks = [];

    /// <summary>A bar's offset from its position and its width, as shares of the position's width.</summary>
    public (double Offset, double Width) SlotOf(int trace)
    {
        var free = 1 - Gap;
        if (Mode != "group" || BarTraces.Count < 2)
        {
            return (-free / 2, free);
        }

        var width = free / BarTraces.Count;
        return ((-free / 2) + (BarTraces.ToList().IndexOf(trace) * width), width);
    }

    /// <summary>The value at which a bar starts: 0, or the top of those below it in a stack.</summary>
    public double StackOnto(double position, double value)
    {
        if (Mode != "stack" || !double.IsFinite(value))
        {
            return 0;
        }

        var key = (position, value < 0);
        var start = _stacks.GetValueOrDefault(key);
        _stacks[key] = start + value;
        return start;
    }
}
