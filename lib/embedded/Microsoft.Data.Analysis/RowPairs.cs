namespace Microsoft.Data.Analysis;

/// <summary>The rows of two data frames that belong together by their keys.</summary>
internal static class RowPairs
{
    /// <summary>Finds the partners of each row.</summary>
    /// <param name="kept">The key columns of the data frame whose rows set the order.</param>
    /// <param name="others">The key columns of the other one, of the same types.</param>
    /// <param name="isInner">Whether rows without a partner are left out; otherwise their partner is null.</param>
    public static IReadOnlyList<(long Kept, long? Partner)> Find(DataFrameColumn[] kept, DataFrameColumn[] others, bool isInner)
    {
        var rowsByKey = new Dictionary<RowKey, List<long>>();
        var rowsWithNull = new List<long>();
        foreach (var row in RowNumbers.From(0, others[0].Length))
        {
            if (RowKey.Of(others, row) is not { } key)
            {
                rowsWithNull.Add(row);
            }
            else if (rowsByKey.TryGetValue(key, out var rows))
            {
                rows.Add(row);
            }
            else
            {
                rowsByKey.Add(key, [row]);
            }
        }

        var pairs = new List<(long, long?)>();
        foreach (var row in RowNumbers.From(0, kept[0].Length))
        {
            if (RowKey.Of(kept, row) is not { } key)
            {
                pairs.AddRange(rowsWithNull.Select(partner => (row, (long?)partner)));
            }
            else if (rowsByKey.TryGetValue(key, out var partners))
            {
                pairs.AddRange(partners.Select(partner => (row, (long?)partner)));
            }
            else if (!isInner)
            {
                pairs.Add((row, null));
            }
        }

        return pairs;
    }

    /// <summary>The values of a row in the key columns, none of them null.</summary>
    private sealed class RowKey(object[] values) : IEquatable<RowKey>
    {
        private readonly object[] _values = values;

        public static RowKey? Of(DataFrameColumn[] columns, long row)
        {
            var values = new object[columns.Length];
            for (var index = 0; index < columns.Length; index++)
            {
                if (columns[index][row] is not { } value)
                {
                    return null;
                }

                values[index] = value;
            }

            return new RowKey(values);
        }

        public bool Equals(RowKey? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

        public override bool Equals(object? obj) => Equals(obj as RowKey);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in _values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
