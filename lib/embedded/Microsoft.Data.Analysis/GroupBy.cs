namespace Microsoft.Data.Analysis;

/// <summary>
/// Rows of a data frame grouped by the values of one column. Each method gives a data frame with one row (or, for head and
/// tail, some rows) for each group; without column names it covers all columns.
/// </summary>
public abstract class GroupBy
{
    public abstract DataFrame Count(params string[] columnNames);

    public abstract DataFrame First(params string[] columnNames);

    public abstract DataFrame Head(int numberOfRows);

    public abstract DataFrame Tail(int numberOfRows);

    public abstract DataFrame Max(params string[] columnNames);

    public abstract DataFrame Min(params string[] columnNames);

    public abstract DataFrame Sum(params string[] columnNames);

    public abstract DataFrame Product(params string[] columnNames);

    public abstract DataFrame Mean(params string[] columnNames);
}
