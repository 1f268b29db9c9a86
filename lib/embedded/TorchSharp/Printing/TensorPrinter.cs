using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>The four ways in which a tensor is written.</summary>
internal static class TensorPrinter
{
    internal static string Metadata(Tensor tensor) => $"[{string.Join('x', tensor.Sizes)}], type = {tensor.dtype}, device = {tensor.device}";

    /// <summary>Matrices below one another, each under the indices of its outer dimensions, columns aligned.</summary>
    internal static string Julia(Tensor tensor, PrintOptions options)
    {
        var head = Metadata(tensor);
        if (tensor.numel() == 0) return head;
        var values = ElementText.Of(tensor, options);
        if (tensor.Sizes.Length == 0) return $"{head}, value = {values[0]}";
        var text = new StringBuilder(head);
        var columns = (int)tensor.Sizes[^1];
        var rows = tensor.Sizes.Length == 1 ? 1 : (int)tensor.Sizes[^2];
        var matrices = values.Length / (rows * columns);
        for (var matrix = 0; matrix < matrices; matrix++)
        {
            text.Append(options.NewLine);
            if (tensor.Sizes.Length > 2)
            {
                text.Append('[').Append(string.Join(',', Position(matrix, tensor.Sizes[..^2]))).Append(",..,..] =").Append(options.NewLine);
            }

            Matrix(text, values.AsSpan(matrix * rows * columns, rows * columns), rows, columns, options);
        }

        return text.ToString();
    }

    /// <summary>Nested brackets; long rows and columns are shortened in the middle.</summary>
    internal static string Numpy(Tensor tensor, PrintOptions options)
    {
        var values = ElementText.Of(tensor, options);
        if (tensor.Sizes.Length == 0) return values[0];
        var text = new StringBuilder();
        Nested(text, tensor.Sizes, values, 0, 0, options);
        return text.ToString();
    }

    /// <summary>An array as C# would declare it.</summary>
    internal static string CSharp(Tensor tensor, PrintOptions options)
    {
        var values = ElementText.Of(tensor, options, literal: true);
        var head = $"{Metadata(tensor)}, value = ";
        if (tensor.Sizes.Length == 0) return head + values[0].TrimEnd('f');
        var text = new StringBuilder(head).Append(ElementName(tensor.dtype)).Append(" [").Append(',', tensor.Sizes.Length - 1).Append("] ");
        Braces(text, tensor.Sizes, values, 0, 0);
        return text.ToString();
    }

    private static void Matrix(StringBuilder text, ReadOnlySpan<string> values, int rows, int columns, PrintOptions options)
    {
        var widths = new int[columns];
        for (var i = 0; i < values.Length; i++) widths[i % columns] = Math.Max(widths[i % columns], values[i].Length);
        var from = 0;
        while (from < columns)
        {
            var to = from;
            for (var used = 0; to < columns && (to == from || used + widths[to] + 1 <= options.Width); to++) used += widths[to] + 1;
            if (to - from < columns) text.Append($" Columns {from + 1} to {to}").Append(options.NewLine);
            for (var row = 0; row < rows; row++)
            {
                for (var column = from; column < to; column++)
                {
                    text.Append(' ').Append(values[(row * columns) + column].PadLeft(widths[column]));
                }

                text.Append(options.NewLine);
            }

            from = to;
            if (from < columns) text.Append(options.NewLine);
        }
    }

    private static void Nested(StringBuilder text, long[] sizes, string[] values, int dim, int start, PrintOptions options)
    {
        var size = (int)sizes[dim];
        var step = (int)Shapes.Count(sizes.AsSpan(dim + 1));
        var last = dim == sizes.Length - 1;
        var limit = last ? PrintOptions.MaxColumns : PrintOptions.MaxRows;
        var half = limit / 2;
        var shorten = size > limit;
        text.Append('[');
        for (var i = 0; i < size; i++)
        {
            if (shorten && i == half)
            {
                text.Append(last ? " ... " : Break(options, dim) + "...");
                i = size - half - 1;
                continue;
            }

            if (i > 0 && last && text[^1] != ' ') text.Append(", ");
            if (i > 0 && !last) text.Append(Break(options, dim));
            if (last) text.Append(values[start + i]);
            else Nested(text, sizes, values, dim + 1, start + (i * step), options);
        }

        text.Append(']');
    }

    private static string Break(PrintOptions options, int dim) => options.NewLine + new string(' ', dim + 1);

    private static void Braces(StringBuilder text, long[] sizes, string[] values, int dim, int start)
    {
        var step = (int)Shapes.Count(sizes.AsSpan(dim + 1));
        text.Append('{');
        for (var i = 0; i < sizes[dim]; i++)
        {
            if (i > 0) text.Append(", ");
            if (dim == sizes.Length - 1) text.Append(values[start + i]);
            else Braces(text, sizes, values, dim + 1, start + (i * step));
        }

        text.Append('}');
    }

    private static long[] Position(long number, long[] sizes)
    {
        var position = new long[sizes.Length];
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            position[i] = number % sizes[i];
            number /= sizes[i];
        }

        return position;
    }

    private static string ElementName(ScalarType type) => type switch
    {
        ScalarType.Float32 => "float",
        ScalarType.Float64 => "double",
        ScalarType.Int64 => "long",
        ScalarType.Int32 => "int",
        ScalarType.Int16 => "short",
        ScalarType.Int8 => "sbyte",
        ScalarType.Byte => "byte",
        ScalarType.Bool => "bool",
        _ => type.ToString().ToLowerInvariant(),
    };
}
