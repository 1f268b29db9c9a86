using System.Runtime.InteropServices;

namespace Microsoft.ML.Tokenizers;

/// <summary>
/// Byte-pair encoding (Sennrich, Haddow and Birch 2016): of all neighbouring pairs, merges the one learnt first, the leftmost
/// among equals, until none is left. A word of usual length looks through its pairs each time; for a long one a heap of pairs
/// keeps it at O(n log n) for n symbols.
/// </summary>
internal sealed class BpeMerger(Dictionary<(int Left, int Right), (int Rank, int Id)> merges)
{
    private const int FewSymbols = 48;
    private const int NoRank = int.MaxValue;

    /// <summary>Merges the symbols in place.</summary>
    /// <param name="ids">The symbols' ids.</param>
    /// <param name="lengths">How many characters each symbol covers.</param>
    public void Merge(List<int> ids, List<int> lengths)
    {
        if (ids.Count > FewSymbols)
        {
            MergeMany(ids, lengths);
            return;
        }

        var kept = MergeFew(CollectionsMarshal.AsSpan(ids), CollectionsMarshal.AsSpan(lengths));
        ids.RemoveRange(kept, ids.Count - kept);
        lengths.RemoveRange(kept, lengths.Count - kept);
    }

    /// <returns>How many symbols are left, at the beginning of both.</returns>
    private int MergeFew(Span<int> ids, Span<int> lengths)
    {
        // Of each symbol with its right neighbour: the rank of their merge, and what they become.
        Span<(int Rank, int Id)> pairs = stackalloc (int, int)[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            pairs[i] = PairAt(i, ids);
        }

        while (true)
        {
            var best = 0;
            for (var i = 1; i < ids.Length; i++)
            {
                best = pairs[i].Rank < pairs[best].Rank ? i : best;
            }

            if (ids.IsEmpty || pairs[best].Rank == NoRank)
            {
                return ids.Length;
            }

            ids[best] = pairs[best].Id;
            lengths[best] += lengths[best + 1];
            ids[(best + 2)..].CopyTo(ids[(best + 1)..]);
            lengths[(best + 2)..].CopyTo(lengths[(best + 1)..]);
            pairs[(best + 2)..].CopyTo(pairs[(best + 1)..]);
            ids = ids[..^1];
            lengths = lengths[..^1];
            pairs = pairs[..^1];
            pairs[best] = PairAt(best, ids);
            if (best > 0)
            {
                pairs[best - 1] = PairAt(best - 1, ids);
            }
        }
    }

    private (int Rank, int Id) PairAt(int left, ReadOnlySpan<int> ids) =>
        left + 1 < ids.Length && merges.TryGetValue((ids[left], ids[left + 1]), out var merge) ? merge : (NoRank, 0);

    private void MergeMany(List<int> ids, List<int> lengths)
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
