using System.Collections;
using System.Globalization;

namespace TransferLearning.Charts.Drawing;

/// <summary>The values of a trace's attribute (<c>x</c>, <c>y</c>, <c>text</c> …), which XPlot types as <see cref="object"/>.</summary>
internal sealed class Values
{
    private readonly object?[] _items;

    private Values(object?[] items) => _items = items;

    public static Values Empty { get; } = new([]);

    public int Count => _items.Length;

    /// <summary>Whether every value is a number, or null for a gap.</summary>
    public bool AreNumbers => _items.All(item => item is null or (IConvertible and not (string or char or bool or DateTime)));

    /// <summary>The values as numbers; NaN for a gap.</summary>
    public double[] Numbers => [.. _items.Select(item => item is null ? double.NaN : Convert.ToDouble(item, CultureInfo.InvariantCulture))];

    public string[] Texts => [.. _items.Select(item => item is IFormattable value ? value.ToString(null, CultureInfo.InvariantCulture) : item?.ToString() ?? "")];

    /// <summary>Reads a sequence; a single value counts as a sequence of one, null as an empty one.</summary>
    public static Values Of(object? attribute) => attribute switch
    {
        null => Empty,
        string text => new([text]),
        IEnumerable items => new([.. items.Cast<object?>()]),
        _ => new([attribute]),
    };

    /// <summary>Reads rows: a two-dimensional array or a sequence of sequences.</summary>
    public static IReadOnlyList<Values> Rows(object? attribute) => attribute switch
    {
        null => [],
        Array { Rank: 2 } matrix =>
        [
            .. Enumerable.Range(0, matrix.GetLength(0)).Select(row =>
                new Values([.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix.GetValue(row, column))])),
        ],
        IEnumerable rows => [.. rows.Cast<object?>().Select(Of)],
        _ => throw new NotSupportedException($"A matrix is a two-dimensional array or a sequence of rows, not {attribute.GetType().Name}."),
    };
}
