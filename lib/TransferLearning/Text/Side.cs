namespace TransferLearning.Text;

/// <summary>An end of a sequence.</summary>
public enum Side
{
    /// <summary>The end.</summary>
    Right,

    /// <summary>The beginning.</summary>
    Left,
}
