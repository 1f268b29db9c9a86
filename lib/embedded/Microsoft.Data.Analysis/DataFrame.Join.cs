namespace Microsoft.Data.Analysis;

/// <content>Two data frames side by side.</content>
public sealed partial class DataFrame
{
    /// <summary>Puts the columns of another data frame beside these, row by row; what the shorter one lacks is null.</summary>
    public DataFrame Join(DataFrame other, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rows = joinAlgorithm switch
        {
            JoinAlgorithm.Left => Rows.Count,
            JoinAlgorithm.Right => other.Rows.Count,
            JoinAlgorithm.FullOuter => Math.Max(Rows.Count, other.Rows.Count),
            JoinAlgorithm.Inner => Math.Min(Rows.Count, other.Rows.Count),
            _ => throw NoSuchAlgorithm(joinAlgorithm),
        };
        return SideBySide(other, RowsUpTo(rows, Rows.Count), RowsUpTo(rows, other.Rows.Count), leftSuffix, rightSuffix);
    }

    /// <summary>Joins the rows of two data frames whose values in one column are equal.</summary>
    public DataFrame Merge<TKey>(
        DataFrame other, string leftJoinColumn, string rightJoinColumn, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left) =>
        Merge(other, [leftJoinColumn], [rightJoinColumn], leftSuffix, rightSuffix, joinAlgorithm);

    /// <summary>Joins the rows of two data frames whose values in some columns are equal.</summary>
    /// <remarks>
    /// As in the real package a row with a null among those values joins the other frame's rows with a null, and is left out where that
    /// has none; and the rows of an inner join stand in the order of the frame with more rows, of the right one if both have as many.
    /// </remarks>
    /// <exception cref="NotSupportedException"><see cref="JoinAlgorithm.FullOuter"/>.</exception>
    public DataFrame Merge(
        DataFrame other, string[] leftJoinColumns, string[] rightJoinColumns, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(leftJoinColumns);
        ArgumentNullException.ThrowIfNull(rightJoinColumns);
        var (left, right) = KeyColumns(other, leftJoinColumns, rightJoinColumns);
        var keepsLeft = joinAlgorithm switch
        {
            JoinAlgorithm.Left => true,
            JoinAlgorithm.Right => false,
            JoinAlgorithm.Inner => Rows.Count > other.Rows.Count,
            JoinAlgorithm.FullOuter => throw new NotSupportedException("A full outer merge is not embedded. Run `./course use nuget` for the real package, or merge from the left and append what is missing."),
            _ => throw NoSuchAlgorithm(joinAlgorithm),
        };
        var pairs = RowPairs.Find(keepsLeft ? left : right, keepsLeft ? right : left, isInner: joinAlgorithm is JoinAlgorithm.Inner);
        var kept = pairs.Select(pair => (long?)pair.Kept);
        var partners = pairs.Select(pair => pair.Partner);
        return SideBySide(other, keepsLeft ? kept : partners, keepsLeft ? partners : kept, leftSuffix, rightSuffix);
    }

    private (DataFrameColumn[] Left, DataFrameColumn[] Right) KeyColumns(DataFrame other, string[] leftNames, string[] rightNames)
    {
        if (leftNames.Length != rightNames.Length || leftNames.Length == 0)
        {
            throw new ArgumentException($"{leftNames.Length} columns of the left data frame cannot be compared with {rightNames.Length} of the right one: name as many, at least one.", nameof(rightNames));
        }

        DataFrameColumn[] left = [.. leftNames.Select(name => this[name])], right = [.. rightNames.Select(name => other[name])];
        foreach (var (one, two) in left.Zip(right).Where(pair => pair.First.DataType != pair.Second.DataType))
        {
            throw new ArgumentException($"The column '{one.Name}' holds {one.DataType.Name} and '{two.Name}' {two.DataType.Name}: only columns of one type can be compared.", nameof(rightNames));
        }

        return (left, right);
    }

    private DataFrame SideBySide(DataFrame other, IEnumerable<long?> leftRows, IEnumerable<long?> rightRows, string leftSuffix, string rightSuffix)
    {
        var joined = new DataFrame(Columns.Select(column => column.Pick(leftRows)));
        foreach (var column in other.Columns.Select(column => column.Pick(rightRows)))
        {
            while (joined.Columns.IndexOf(column.Name) is >= 0 and var same)
            {
                joined.Columns[same].SetName(column.Name + leftSuffix);
                column.SetName(column.Name + rightSuffix);
            }

            joined.Columns.Add(column);
        }

        return joined;
    }

    private static IEnumerable<long?> RowsUpTo(long count, long present) =>
        RowNumbers.From(0, count).Select(row => row < present ? (long?)row : null);

    private static ArgumentOutOfRangeException NoSuchAlgorithm(JoinAlgorithm algorithm) =>
        new(nameof(algorithm), algorithm, "Choose Left, Right, FullOuter or Inner.");
}
