using System.Globalization;
using Microsoft.Data.Analysis;

namespace TransferLearning.Charts;

/// <summary>
/// A small table of results, shown as an HTML table in a notebook and as aligned text in a terminal.
/// </summary>
/// <example>
/// <code>
/// new Table("method", new TableColumn("accuracy", "P1")).AddRow("from scratch", 0.71).AddRow("fine-tuned", 0.89)
/// </code>
/// </example>
public sealed class Table : RichOutput
{
    private readonly TableColumn[] _columns;
    private readonly List<object?[]> _rows = [];

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">The columns, at least one; a plain text is a column with that header.</param>
    /// <exception cref="ArgumentException">No column was given.</exception>
    public Table(params TableColumn[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0)
        {
            throw new ArgumentException("A table needs at least one column.", nameof(columns));
        }

        _columns = [.. columns];
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>The rows, each with one value per column.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => _rows;

    /// <summary>The text above the table, if any.</summary>
    public string? Caption { get; init; }

    /// <summary>Makes a table with one row for each item and one column for each public property of its type.</summary>
    /// <typeparam name="T">A record, an anonymous type, …</typeparam>
    /// <param name="items">The rows.</param>
    /// <param name="caption">The text above the table.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> has no public property.</exception>
    public static Table From<T>(IEnumerable<T> items, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        var properties = typeof(T).GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.CanRead).ToArray();
        if (properties.Length == 0)
        {
            throw new ArgumentException($"{typeof(T).Name} has no public property to show. Name the columns: Table.From(items, (\"header\", item => value), …).", nameof(items));
        }

        var table = new Table([.. properties.Select(property => new TableColumn(property.Name))]) { Caption = caption };
        table._rows.AddRange(items.Select(item => properties.Select(property => property.GetValue(item)).ToArray()));
        return table;
    }

    /// <summary>Makes a table with one row for each item and the given columns.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The rows.</param>
    /// <param name="columns">For each column its header, or column, and how its value is read from an item.</param>
    public static Table From<T>(IEnumerable<T> items, params (TableColumn Column, Func<T, object?> Value)[] columns)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(columns);
        var table = new Table([.. columns.Select(column => column.Column)]);
        table._rows.AddRange(items.Select(item => columns.Select(column => column.Value(item)).ToArray()));
        return table;
    }

    /// <summary>Makes a table of the first rows of a data frame, with the types of its columns below their names.</summary>
    /// <param name="frame">The data frame.</param>
    /// <param name="rows">How many rows to show at most; the caption says when there are more.</param>
    /// <param name="caption">The text above the table; by default how many of the rows are shown.</param>
    /// <exception cref="ArgumentException">The data frame has no column.</exception>
    public static Table From(DataFrame frame, int rows = 20, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var shown = Math.Min(frame.Rows.Count, rows);
        var table = new Table([.. frame.Columns.Select(column => new TableColumn(column.Name) { Note = CellFormat.NameOf(column.DataType) })])
        {
            Caption = caption ?? string.Create(CultureInfo.InvariantCulture, $"{shown:#,0} of {frame.Rows.Count:#,0} rows"),
        };
        for (long row = 0; row < shown; row++)
        {
            table._rows.Add([.. frame.Rows[row]]);
        }

        return table;
    }

    /// <summary>Adds a row at the end.</summary>
    /// <param name="values">One value for each column; a null is an empty cell.</param>
    /// <returns>This table, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException">The row has more or fewer values than the table has columns.</exception>
    public Table AddRow(params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != _columns.Length)
        {
            throw new ArgumentException(
                $"The row has {values.Length} values, the table {_columns.Length} columns ({string.Join(", ", _columns.Select(column => column.Header))}).", nameof(values));
        }

        _rows.Add([.. values]);
        return this;
    }

    /// <summary>Sets how the values of a column are shown.</summary>
    /// <param name="header">The column's header.</param>
    /// <param name="format">A .NET format string, such as <c>P1</c> or <c>0.000</c>.</param>
    /// <returns>This table, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Table WithFormat(string header, string format) => With(header, column => column with { Format = format });

    /// <summary>Sets on which side of a column its cells stand.</summary>
    /// <param name="header">The column's header.</param>
    /// <param name="alignment">The side.</param>
    /// <returns>This table, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Table WithAlignment(string header, Alignment alignment) => With(header, column => column with { Alignment = alignment });

    /// <inheritdoc/>
    public override string ToHtml() => TableHtml.Render(FormattedTable.Of(this));

    /// <inheritdoc/>
    public override string ToPlainText() => TableText.Render(FormattedTable.Of(this));

    private Table With(string header, Func<TableColumn, TableColumn> change)
    {
        var index = Array.FindIndex(_columns, column => column.Header == header);
        if (index < 0)
        {
            throw new ArgumentException($"There is no column '{header}'. The columns: {string.Join(", ", _columns.Select(column => column.Header))}.", nameof(header));
        }

        _columns[index] = change(_columns[index]);
        return this;
    }
}
