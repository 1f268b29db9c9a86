namespace TransferLearning.Text;

/// <summary>
/// Learns a vocabulary by joining the most frequent neighbours again and again (Sennrich, Haddow and Birch 2016). Counts are
/// kept up to date by visiting, at each join, the words that hold the pair and no others. Of equally frequent pairs the one
/// with the smaller ids wins, so that the same words give the same vocabulary.
/// </summary>
internal sealed class PairMergeTrainer
{
    private readonly List<Word> _words = [];
    private readonly Dictionary<(int Left, int Right), Pair> _pairs = [];
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> _queue = new();

    /// <summary>Adds a word, once for each distinct one.</summary>
    /// <param name="symbols">Its symbols' ids; the trainer changes the array.</param>
    /// <param name="count">How often the word occurs.</param>
    public void AddWord(int[] symbols, long count)
    {
        _words.Add(new Word(symbols, count));
        for (var i = 0; i + 1 < symbols.Length; i++)
        {
            Count((symbols[i], symbols[i + 1]), count, _words.Count - 1);
        }
    }

    /// <summary>Joins pairs until there are no more that are frequent enough, or the vocabulary is full.</summary>
    /// <param name="minFrequency">A pair that occurs less often is not joined.</param>
    /// <param name="join">Gives the id of a pair's union; returns null to stop.</param>
    public void Train(long minFrequency, Func<int, int, int?> join)
    {
        foreach (var (pair, statistics) in _pairs)
        {
            Enqueue(pair, statistics.Count);
        }

        var changed = new HashSet<(int Left, int Right)>();
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            var statistics = _pairs[pair];
            if (statistics.Count != -priority.Count)
            {
                // The count has changed since the pair was queued.
                Enqueue(pair, statistics.Count);
                continue;
            }

            if (statistics.Count < minFrequency || join(pair.Left, pair.Right) is not { } joined)
            {
                return;
            }

            changed.Clear();
            foreach (var word in statistics.Words)
            {
                Join(word, pair, joined, changed);
            }

            statistics.Words.Clear();
            statistics.Count = 0;
            foreach (var other in changed)
            {
                Enqueue(other, _pairs[other].Count);
            }
        }
    }

    private void Join(int index, (int Left, int Right) pair, int joined, HashSet<(int Left, int Right)> changed)
    {
        var word = _words[index];
        var symbols = word.Symbols;
        var kept = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (i + 1 == word.Length || symbols[i] != pair.Left || symbols[i + 1] != pair.Right)
            {
                symbols[kept++] = symbols[i];
                continue;
            }

            if (kept > 0)
            {
                Count((symbols[kept - 1], pair.Left), -word.Count, index);
                Count((symbols[kept - 1], joined), word.Count, index);
                changed.Add((symbols[kept - 1], joined));
            }

            if (i + 2 < word.Length)
            {
                Count((pair.Right, symbols[i + 2]), -word.Count, index);
                Count((joined, symbols[i + 2]), word.Count, index);
                changed.Add((joined, symbols[i + 2]));
            }

            symbols[kept++] = joined;
            i++;
        }

        word.Length = kept;
    }

    private void Count((int Left, int Right) pair, long change, int word)
    {
        if (!_pairs.TryGetValue(pair, out var statistics))
        {
            _pairs.Add(pair, statistics = new Pair());
        }

        statistics.Count += change;
        if (change > 0)
        {
            statistics.Words.Add(word);
        }
    }

    private void Enqueue((int Left, int Right) pair, long count)
    {
        if (count > 0)
        {
            _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
        }
    }

    private sealed class Word(int[] symbols, long count)
    {
        public int[] Symbols { get; } = symbols;

        public int Length { get; set; } = symbols.Length;

        public long Count { get; } = count;
    }

    private sealed class Pair
    {
        public long Count { get; set; }

        public HashSet<int> Words { get; } = [];
    }
}
