namespace TransferLearning.Charts;

/// <summary>On which side of its column a cell stands.</summary>
public enum Alignment
{
    /// <summary>Right for a column of numbers, left for any other.</summary>
    Automatic,

    /// <summary>At the left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the right.</summary>
    Right,
}
