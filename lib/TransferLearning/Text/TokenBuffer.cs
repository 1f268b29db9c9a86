namespace TransferLearning.Text;

/// <summary>The tokens of one text while they are found: ids, offsets into the original text and word numbers.</summary>
internal sealed class TokenBuffer
{
    private int[] _ids = new int[128];
    private int[] _starts = new int[128];
    private int[] _ends = new int[128];
    private int[] _words = new int[128];
    private int _wordCount;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public ReadOnlySpan<int> Words => _words.AsSpan(0, Count);

    /// <summary>The added tokens, by place, that stand for more of the text than their own spelling.</summary>
    public Dictionary<int, string> Spellings { get; } = [];

    public void Clear()
    {
        (Count, _wordCount) = (0, 0);
        Spellings.Clear();
    }

    /// <summary>Begins the next word: tokens added from now on carry its number.</summary>
    public void BeginWord() => _wordCount++;

    public void Add(int id, int start, int end)
    {
        if (Count == _ids.Length)
        {
            Grow();
        }

        _ids[Count] = id;
        _starts[Count] = start;
        _ends[Count] = end;
        _words[Count] = _wordCount - 1;
        Count++;
    }

    private void Grow()
    {
        var capacity = checked(Count * 2);
        Array.Resize(ref _ids, capacity);
        Array.Resize(ref _starts, capacity);
        Array.Resize(ref _ends, capacity);
        Array.Resize(ref _words, capacity);
    }
}
