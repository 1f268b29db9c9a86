using System.Globalization;
using System.Text;
using TransferLearning.Charts;
using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>Shows a tensor's shape, type and values: a scalar, a row, a matrix, or the first matrix of more dimensions.</summary>
public sealed class TensorTable : RichOutput
{
    private const int MaximumRows = 8;
    private const int MaximumColumns = 10;

    private readonly string _caption;
    private readonly string[][] _cells;

    private TensorTable(string caption, string[][] cells)
    {
        _caption = caption;
        _cells = cells;
    }

    /// <summary>Reads a tensor of any shape; of a large one, the first 8 rows and 10 columns.</summary>
    public static TensorTable Of(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var caption = tensor.dim() == 0
            ? $"a single {tensor.dtype}"
            : $"shape {TensorCheck.Shape(tensor)}, {tensor.dtype}";
        using var scope = NewDisposeScope();
        var matrix = tensor.detach().cpu();
        while (matrix.dim() > 2)
        {
            if (matrix.shape[0] == 0)
                return new TensorTable(caption, []);
            matrix = matrix[0];
        }

        if (matrix.dim() < 2)
            matrix = matrix.reshape(1, matrix.numel());
        if (tensor.dim() > 2)
            caption += "; the first matrix of it";
        var rows = (int)matrix.shape[0];
        var columns = (int)matrix.shape[1];
        var values = matrix.to(ScalarType.Float64).contiguous().data<double>().ToArray();

        var shown = new string[Math.Min(rows, MaximumRows)][];
        for (var r = 0; r < shown.Length; r++)
        {
            shown[r] = [.. values.AsSpan(r * columns, Math.Min(columns, MaximumColumns)).ToArray().Select(Format)];
            if (columns > MaximumColumns)
                shown[r] = [.. shown[r], "…"];
        }

        if (rows > shown.Length)
            caption += $"; {shown.Length} of {rows} rows";
        return new TensorTable(caption, shown);
    }

    /// <inheritdoc/>
    public override string ToPlainText()
    {
        var width = _cells.SelectMany(row => row).Select(cell => cell.Length).DefaultIfEmpty(0).Max();
        var text = new StringBuilder(_caption);
        foreach (var row in _cells)
            text.Append('\n').AppendJoin("  ", row.Select(cell => cell.PadLeft(width)));
        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        html.Append(CultureInfo.InvariantCulture, $"<caption style=\"caption-side:bottom;text-align:left;opacity:.75\">{Markup.Encode(_caption)}</caption>");
        foreach (var row in _cells)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:right;padding:.1em .6em;border:1px solid #8888\">{Markup.Encode(cell)}</td>");
            html.Append("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Format(double value) => value == 0 ? "0" : value == Math.Floor(value) && Math.Abs(value) < 1e6
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);
}
