using CsvHelper;

namespace TransferLearning.Data;

/// <summary>Comma-separated values (RFC 4180): a quoted field may hold commas, doubled quotation marks and line breaks.</summary>
internal static class CommaSeparatedLines
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>The records' fields. Empty lines are left out.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="DatasetException">A field is quoted wrongly.</exception>
    public static IEnumerable<DelimitedRow> Parse(string path, string text)
    {
        using var reader = CsvReader.FromText(text, Options);
        while (Read(path, reader))
        {
            yield return new DelimitedRow((int)reader.LineNumber, reader.Current.ToArray());
        }
    }

    private static bool Read(string path, CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException error)
        {
            throw new DatasetException(
                path, error.LineNumber > 0 ? (int)error.LineNumber : null, $"a field is quoted wrongly: {error.Message} Put the field in quotation marks and write \"\" for one inside it.", error);
        }
    }
}
