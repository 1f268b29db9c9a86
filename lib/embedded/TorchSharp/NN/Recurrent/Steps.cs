using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// How packed rows belong to steps: step t holds <see cref="Size"/>(t) rows from <see cref="Offset"/>(t) on, and never more than the step
/// before. Sequences that are all of one length are packed rows as well: [steps, batch] in one.
/// </summary>
internal sealed class Steps
{
    private readonly int[] _sizes;
    private readonly int[] _offsets;

    public Steps(ReadOnlySpan<long> sizes)
    {
        _sizes = new int[sizes.Length];
        _offsets = new int[sizes.Length];
        for (int t = 0; t < sizes.Length; t++)
        {
            _sizes[t] = checked((int)sizes[t]);
            _offsets[t] = Total;
            Total = checked(Total + _sizes[t]);
        }
    }

    public int Count => _sizes.Length;

    public int Batch => _sizes[0];

    public int Total { get; }

    public int Size(int step) => _sizes[step];

    public int Offset(int step) => _offsets[step];

    public static Steps Uniform(long steps, long batch)
    {
        if (steps == 0) throw new ArgumentException("The sequences are empty: give at least one step.");
        long[] sizes = new long[steps];
        Array.Fill(sizes, batch);
        return new Steps(sizes);
    }

    /// <summary>For each sequence the row of its last step, in the direction of reading.</summary>
    public Tensor LastRows(bool reverse)
    {
        var rows = new long[Batch];
        for (int row = 0; row < Batch; row++) rows[row] = reverse ? row : _offsets[Array.FindLastIndex(_sizes, size => size > row)] + row;
        return tensor(rows);
    }

    /// <summary>The steps in the direction of reading.</summary>
    public IEnumerable<int> InOrder(bool reverse) => reverse ? Enumerable.Range(0, Count).Reverse() : Enumerable.Range(0, Count);
}
