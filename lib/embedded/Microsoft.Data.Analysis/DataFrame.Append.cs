using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <content>Rows added at the end.</content>
public sealed partial class DataFrame
{
    /// <summary>Adds rows of another data frame, matched by column name.</summary>
    public DataFrame Append(IEnumerable<DataFrameRow> rows, bool inPlace = false, CultureInfo? cultureInfo = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var target = inPlace ? this : Clone();
        foreach (var row in rows)
        {
            target.Append(row.GetValues(), inPlace: true, cultureInfo);
        }

        return target;
    }

    /// <summary>
    /// Adds a row of values in the order of the columns; columns without a value get null. Texts are converted to the
    /// column's type; an empty text (except in a column of texts) and the text "null" become null.
    /// </summary>
    public DataFrame Append(IEnumerable<object?>? row = null, bool inPlace = false, CultureInfo? cultureInfo = null)
    {
        var target = inPlace ? this : Clone();
        var values = row?.ToList() ?? [];
        if (values.Count > target.Columns.Count)
        {
            throw new ArgumentException($"The row has {values.Count} values, the data frame {target.Columns.Count} columns.", nameof(row));
        }

        // All values are converted before the first column grows, so that a bad value leaves the frame as it was.
        var converted = values.Select((value, index) => ToColumnType(target.Columns[index], NullIfMissing(value, target.Columns[index]), cultureInfo)).ToList();
        target.Grow(column => column < converted.Count ? converted[column] : null);
        return target;
    }

    /// <summary>Adds a row of values by column name; columns without a value get null.</summary>
    public DataFrame Append(IEnumerable<KeyValuePair<string, object?>> row, bool inPlace = false, CultureInfo? cultureInfo = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        var target = inPlace ? this : Clone();
        var values = new object?[target.Columns.Count];
        foreach (var (name, value) in row)
        {
            var index = target.Columns.IndexOf(name);
            values[index >= 0 ? index : throw target.Columns.NoSuchColumn(name)] = ToColumnType(target.Columns[index], value, cultureInfo);
        }

        target.Grow(column => values[column]);
        return target;
    }

    private void Grow(Func<int, object?> valueOfColumn)
    {
        var row = Rows.Count;
        for (var index = 0; index < Columns.Count; index++)
        {
            Columns[index].Resize(row + 1);
            Columns[index][row] = valueOfColumn(index);
        }

        Columns.RowCount = row + 1;
    }

    private static object? NullIfMissing(object? value, DataFrameColumn column) => value switch
    {
        "" when column.DataType != typeof(string) => null,
        string text when text.Equals("null", StringComparison.OrdinalIgnoreCase) => null,
        _ => value,
    };

    private static object? ToColumnType(DataFrameColumn column, object? value, CultureInfo? culture)
    {
        if (value is null || value.GetType() == column.DataType)
        {
            return value;
        }

        try
        {
            return Convert.ChangeType(value, column.DataType, culture ?? CultureInfo.CurrentCulture);
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{value}' in the column '{column.Name}' is no {column.DataType.Name}.", error);
        }
    }
}
