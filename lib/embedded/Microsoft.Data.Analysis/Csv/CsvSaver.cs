using System.Globalization;
using System.Text;
using CsvHelper;

namespace Microsoft.Data.Analysis;

/// <summary>Writes a data frame as a table of text, each number with the digits that bring it back exactly.</summary>
internal static class CsvSaver
{
    public static void Save(DataFrame dataFrame, Stream stream, char separator, bool header, Encoding encoding, CultureInfo culture)
    {
        if (culture.NumberFormat.NumberDecimalSeparator == separator.ToString())
        {
            throw new ArgumentException($"'{separator}' cannot separate columns: numbers of the culture '{culture.Name}' have it as their decimal separator.", nameof(separator));
        }

        var options = new CsvWriterOptions { Separator = separator, NewLine = Environment.NewLine };
        using var text = new StreamWriter(stream, encoding, leaveOpen: true);
        using var csv = CsvWriter.Create(text, options, leaveOpen: true);
        if (header)
        {
            WriteRecord(csv, dataFrame.Columns.Select(column => column.Name));
        }

        foreach (var row in dataFrame.Rows)
        {
            WriteRecord(csv, row.Select(value => Write(value, culture)));
        }
    }

    private static void WriteRecord(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }

    private static string Write(object? value, CultureInfo culture) => value switch
    {
        null => "",
        float single => single.ToString("G9", culture),
        double number => number.ToString("G17", culture),
        decimal exact => exact.ToString("G31", culture),
        IFormattable formattable => formattable.ToString(null, culture),
        _ => value.ToString() ?? "",
    };
}
