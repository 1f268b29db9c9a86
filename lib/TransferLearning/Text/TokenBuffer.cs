namespace TransferLearning.Text;

/// <summary>The tokens of one text while they are found: ids, offsets into the original text and word numbers.</summary>
internal sealed class TokenBuffer
{
    private int[] _ids = new int[128];
    private TextSpan[] _offsets = new TextSpan[128];
    private int[] _words = new int[128];
    private int _wordCount;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public ReadOnlySpan<TextSpan> Offsets => _offsets.AsSpan(0, Count);

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

    public void Add(int id, TextSpan offsets)
    {
        MakeRoom(1);
        _ids[Count] = id;
        _offsets[Count] = offsets;
        _words[Count] = _wordCount - 1;
        Count++;
    }

    /// <summary>Adds a whole word.</summary>
    /// <param name="parts">Its tokens.</param>
    /// <param name="start">Where it begins in the text.</param>
    public void AddWord(ReadOnlySpan<WordPart> parts, int start)
    {
        MakeRoom(parts.Length);
        BeginWord();
        foreach (var part in parts)
        {
            _ids[Count] = part.Id;
            _offsets[Count] = new TextSpan(start + part.Start, start + part.End);
            _words[Count] = _wordCount - 1;
            Count++;
        }
    }

    private void MakeRoom(int tokens)
    {
        if (Count + tokens > _ids.Length)
        {
            Grow(Count + tokens);
        }
    }

    private void Grow(int needed)
    {
        var capacity = Math.Max(needed, checked(_ids.Length * 2));
        Array.Resize(ref _ids, capacity);
        Array.Resize(ref _offsets, capacity);
        Array.Resize(ref _words, capacity);
    }
}
