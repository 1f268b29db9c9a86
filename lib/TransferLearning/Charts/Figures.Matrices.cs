using System.Globalization;
using XPlot.Plotly;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace TransferLearning.Charts;

/// <content>Charts of matrices.</content>
public static partial class Figures
{
    /// <summary>
    /// Draws which label was predicted for which: a row for each true label, a column for each predicted one. The colour
    /// is the share of the row, the text the count and that share.
    /// </summary>
    /// <param name="counts">How often each true label (row) was predicted as each label (column), shape (labels, labels).</param>
    /// <param name="labels">The names of the labels.</param>
    /// <param name="title">The text above the chart.</param>
    /// <exception cref="ArgumentException">The matrix has not one row and one column for each label.</exception>
    public static Figure ConfusionMatrix(int[,] counts, IReadOnlyList<string> labels, string title = "Confusion matrix")
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(labels);
        RequireShape(counts.GetLength(0), counts.GetLength(1), labels.Count, labels.Count);
        var shares = new double[labels.Count, labels.Count];
        var texts = new string[labels.Count, labels.Count];
        for (var row = 0; row < labels.Count; row++)
        {
            var total = Enumerable.Range(0, labels.Count).Sum(column => (long)counts[row, column]);
            for (var column = 0; column < labels.Count; column++)
            {
                shares[row, column] = total > 0 ? (double)counts[row, column] / total : 0;
                texts[row, column] = string.Create(
                    CultureInfo.InvariantCulture, $"{counts[row, column]:#,0} ({shares[row, column]:0%})");
            }
        }

        var trace = new Heatmap
        {
            x = labels,
            y = labels,
            z = shares,
            text = texts,
            zmin = 0,
            zmax = 1,
            colorscale = "Blues",
            reversescale = true, // plotly.js has the darkest blue at 0
            showscale = false,
        };
        var height = Math.Clamp(130 + (labels.Count * 60), 260, 720);
        return new Figure([trace], MatrixLayout(title, "predicted", "true", Math.Max(420, (height * 5 / 4) + 40), height));
    }

    /// <summary>
    /// Draws how much each token (row) attends to each token (column); a row sums to 1. Colours run from 0 to the largest
    /// weight.
    /// </summary>
    /// <param name="weights">The attention weights, shape (queries, keys).</param>
    /// <param name="queries">The tokens that attend, one for each row.</param>
    /// <param name="keys">The tokens that are attended to, one for each column; the same as the rows when absent.</param>
    /// <param name="title">The text above the chart.</param>
    /// <exception cref="ArgumentException">The matrix has not one row for each query and one column for each key.</exception>
    public static Figure AttentionMap(
        float[,] weights, IReadOnlyList<string> queries, IReadOnlyList<string>? keys = null, string title = "Attention")
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(queries);
        keys ??= queries;
        RequireShape(weights.GetLength(0), weights.GetLength(1), queries.Count, keys.Count);
        var trace = new Heatmap
        {
            z = weights,
            zmin = 0,
            zmax = weights.Cast<float>().DefaultIfEmpty(1).Max(),
            colorscale = "Viridis",
            colorbar = new Colorbar { title = "weight" },
        };
        var layout = MatrixLayout(title, "attended to", "attending", Math.Clamp(230 + (keys.Count * 24), 420, 900), Math.Clamp(180 + (queries.Count * 24), 320, 900));

        // Sentences repeat tokens, so that the axes count places and name them, rather than being categories.
        layout.xaxis.tickvals = Enumerable.Range(0, keys.Count).ToArray();
        layout.xaxis.ticktext = keys;
        layout.yaxis.tickvals = Enumerable.Range(0, queries.Count).ToArray();
        layout.yaxis.ticktext = queries;
        return new Figure([trace], layout);
    }

    /// <summary>Draws a matrix as coloured cells.</summary>
    /// <param name="title">The text above the chart.</param>
    /// <param name="values">The matrix, shape (rows, columns).</param>
    /// <param name="rows">The names of the rows, from the top.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="format">A .NET format string for the numbers in the cells; empty writes none.</param>
    /// <exception cref="ArgumentException">The matrix has not one row and column for each name.</exception>
    public static Figure HeatMap(string title, double[,] values, IReadOnlyList<string> rows, IReadOnlyList<string> columns, string format = "0.##")
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        RequireShape(values.GetLength(0), values.GetLength(1), rows.Count, columns.Count);
        var trace = new Heatmap { x = columns, y = rows, z = values, colorscale = "Viridis" };
        if (format.Length > 0)
        {
            trace.text = Enumerable.Range(0, rows.Count)
                .Select(row => Enumerable.Range(0, columns.Count).Select(column => values[row, column].ToString(format, CultureInfo.InvariantCulture)).ToArray())
                .ToArray();
        }

        return new Figure([trace], MatrixLayout(title, "", "", Math.Clamp(220 + (columns.Count * 44), 420, 900), Math.Clamp(140 + (rows.Count * 34), 260, 900)));
    }

    /// <summary>A layout whose first row stands at the top, as matrices are read.</summary>
    private static PlotlyLayout MatrixLayout(string title, string xTitle, string yTitle, double width, double height)
    {
        var layout = LayoutOf(title, xTitle, yTitle);
        layout.yaxis.autorange = "reversed";
        layout.width = width;
        layout.height = height;
        return layout;
    }

    private static void RequireShape(int rows, int columns, int rowNames, int columnNames)
    {
        if (rows != rowNames || columns != columnNames)
        {
            throw new ArgumentException($"The matrix is {rows}×{columns}, but there are {rowNames} names for rows and {columnNames} for columns.");
        }
    }
}
