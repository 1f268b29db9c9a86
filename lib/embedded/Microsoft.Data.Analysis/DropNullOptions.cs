namespace Microsoft.Data.Analysis;

/// <summary>Which rows <see cref="DataFrame.DropNulls"/> drops.</summary>
public enum DropNullOptions
{
    /// <summary>Rows with at least one null.</summary>
    Any,

    /// <summary>Rows that are all nulls.</summary>
    All,
}
