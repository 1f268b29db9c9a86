namespace TransferLearning.Text;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">One after the last unit; equal to <paramref name="Start"/> when the stretch is empty.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The stretch's length.</summary>
    public int Length => End - Start;

    /// <summary>The stretch of a text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text is shorter than <see cref="End"/>.</exception>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[Start..End];
    }
}
