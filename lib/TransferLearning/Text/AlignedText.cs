namespace TransferLearning.Text;

/// <summary>A normalized text that knows for each of its characters where it came from. Reused from text to text.</summary>
internal sealed class AlignedText
{
    private char[] _characters = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    /// <summary>Where each character's origin begins in the text before normalization, in UTF-16 units.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Length);

    /// <summary>Where each character's origin ends, exclusively.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(char character, int start, int end)
    {
        if (Length == _characters.Length)
        {
            Grow();
        }

        _characters[Length] = character;
        _starts[Length] = start;
        _ends[Length] = end;
        Length++;
    }

    public override string ToString() => new(Characters);

    private void Grow()
    {
        var capacity = checked(Length * 2);
        Array.Resize(ref _characters, capacity);
        Array.Resize(ref _starts, capacity);
        Array.Resize(ref _ends, capacity);
    }
}
