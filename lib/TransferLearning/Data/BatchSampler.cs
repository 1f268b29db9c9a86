namespace TransferLearning.Data;

/// <summary>Decides which examples make up which batch. The same seed and epoch give the same batches.</summary>
public sealed class BatchSampler
{
    private const int BatchesPerBucket = 50;
    private readonly IReadOnlyList<int> _lengths;
    private readonly int _batchSize;
    private readonly bool _groupByLength;
    private readonly bool _dropLast;

    /// <summary>Creates a sampler.</summary>
    /// <param name="lengths">The length of each example in tokens.</param>
    /// <param name="batchSize">Examples in a batch, at least 1.</param>
    /// <param name="groupByLength">Whether batches hold examples of similar length, so that little is padded.</param>
    /// <param name="dropLast">Whether a last batch with fewer examples is left out.</param>
    public BatchSampler(IReadOnlyList<int> lengths, int batchSize, bool groupByLength = false, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _lengths = lengths;
        _batchSize = batchSize;
        _groupByLength = groupByLength;
        _dropLast = dropLast;
    }

    /// <summary>The number of batches in an epoch.</summary>
    public int Count => _dropLast ? _lengths.Count / _batchSize : (_lengths.Count + _batchSize - 1) / _batchSize;

    /// <summary>The batches of an epoch in random order: positions of examples.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, counted from 0: each has another order.</param>
    public IReadOnlyList<int[]> Shuffled(int seed, int epoch)
    {
        // Mixed, so that epoch 1 of seed 7 is not epoch 0 of seed 8.
        var random = new Random(HashOf(seed, epoch));
        var order = Enumerable.Range(0, _lengths.Count).ToArray();
        random.Shuffle(order);
        if (!_groupByLength) return Cut(order);

        // Examples are sorted by length only within random buckets, so that batches still differ between epochs;
        // the partial batch, which is the last one cut, stays last.
        var bucket = _batchSize * BatchesPerBucket;
        for (var start = 0; start < order.Length; start += bucket)
        {
            Array.Sort(order, start, Math.Min(bucket, order.Length - start), Comparer<int>.Create(ByLengthThenPosition));
        }

        var batches = Cut(order);
        var full = batches.Count(batch => batch.Length == _batchSize);
        random.Shuffle(batches.AsSpan(0, full));
        return batches;
    }

    /// <summary>The batches in the order of the data, for evaluation.</summary>
    public IReadOnlyList<int[]> Sequential() => Cut([.. Enumerable.Range(0, _lengths.Count)]);

    /// <summary>A number that depends on both, the same on every machine.</summary>
    internal static int HashOf(int seed, int step)
    {
        // SplitMix64's finaliser (Steele, Lea, Flood 2014).
        var z = ((ulong)(uint)seed << 32 | (uint)step) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & int.MaxValue);
    }

    private int[][] Cut(int[] order) => [.. order.Chunk(_batchSize).Take(Count)];

    private int ByLengthThenPosition(int a, int b) => _lengths[a] != _lengths[b] ? _lengths[b].CompareTo(_lengths[a]) : a.CompareTo(b);
}
