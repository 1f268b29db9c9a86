namespace Microsoft.Data.Analysis;

/// <summary>Whose rows a join keeps.</summary>
public enum JoinAlgorithm
{
    /// <summary>All of the left data frame.</summary>
    Left,

    /// <summary>All of the right data frame.</summary>
    Right,

    /// <summary>All of both.</summary>
    FullOuter,

    /// <summary>Those that have a partner.</summary>
    Inner,
}
