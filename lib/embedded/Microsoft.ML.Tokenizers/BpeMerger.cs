namespace Microsoft.ML.Tokenizers;

/// <summary>
/// Byte-pair encoding (Sennrich, Haddow and Birch 2016): of all neighbouring pairs, merges the one learnt first, the leftmost
/// among equals, until none is left. A heap of pairs keeps it at O(n log n) for a word of n symbols.
/// </summary>
internal sealed class BpeMerger(Dictionary<(int Left, int Right), (int Rank, int Id)> merges)
{
    /// <summary>Merges the symbols in place.</summary>
    /// <param name="ids">The symbols' ids.</param>
    /// <param name="lengths">How many characters each symbol covers.</param>
    public void Merge(List<int> ids, List<int> lengths)
    {
        var count = ids.Count;
        var next = new int[count];
        var previous = new int[count];
        var heap = new PriorityQueue<(int Position, int Left, int Right), (int Rank, int Position)>();
        for (var i = 0; i < count; i++)
        {
            next[i] = i + 1;
            previous[i] = i - 1;
            Offer(i, i + 1);
        }

        while (heap.TryDequeue(out var pair, out _))
        {
            var (position, left, right) = pair;
            if (lengths[position] == 0 || ids[position] != left || next[position] >= count || ids[next[position]] != right)
            {
                // One of the two has been merged with another since.
                continue;
            }

            var merged = next[position];
            ids[position] = merges[(left, right)].Id;
            lengths[position] += lengths[merged];
            lengths[merged] = 0;
            next[position] = next[merged];
            if (next[position] < count)
            {
                previous[next[position]] = position;
                Offer(position, next[position]);
            }

            if (previous[position] >= 0)
            {
                Offer(previous[position], position);
            }
        }

        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (lengths[i] > 0)
            {
                (ids[kept], lengths[kept]) = (ids[i], lengths[i]);
                kept++;
            }
        }

        ids.RemoveRange(kept, count - kept);
        lengths.RemoveRange(kept, count - kept);

        void Offer(int left, int right)
        {
            if (right < count && merges.TryGetValue((ids[left], ids[right]), out var merge))
            {
                heap.Enqueue((left, ids[left], ids[right]), (merge.Rank, left));
            }
        }
    }
}
