using System.Globalization;
using System.Text;

namespace Microsoft.Data.Analysis;

/// <content>Tables in text files.</content>
public sealed partial class DataFrame
{
    /// <summary>Reads a file. The types of columns without a given type are guessed from the first rows: bool, float, date or text.</summary>
    public static DataFrame LoadCsv(
        string filename,
        char separator = ',',
        bool header = true,
        string[]? columnNames = null,
        Type[]? dataTypes = null,
        int numRows = -1,
        int guessRows = 10,
        bool addIndexColumn = false,
        Encoding? encoding = null,
        bool renameDuplicatedColumns = false,
        CultureInfo? cultureInfo = null)
    {
        using var stream = new FileStream(filename, FileMode.Open, FileAccess.Read);
        return LoadCsv(stream, separator, header, columnNames, dataTypes, numRows, guessRows, addIndexColumn, encoding, renameDuplicatedColumns, cultureInfo);
    }

    /// <inheritdoc cref="LoadCsv(string, char, bool, string[], Type[], int, int, bool, Encoding, bool, CultureInfo)"/>
    public static DataFrame LoadCsv(
        Stream csvStream,
        char separator = ',',
        bool header = true,
        string[]? columnNames = null,
        Type[]? dataTypes = null,
        long numberOfRowsToRead = -1,
        int guessRows = 10,
        bool addIndexColumn = false,
        Encoding? encoding = null,
        bool renameDuplicatedColumns = false,
        CultureInfo? cultureInfo = null,
        Func<IEnumerable<string>, Type>? guessTypeFunction = null)
    {
        ArgumentNullException.ThrowIfNull(csvStream);
        if (!csvStream.CanSeek)
        {
            throw new ArgumentException("The stream cannot be read twice (it is not seekable): copy it into a MemoryStream first.", nameof(csvStream));
        }

        using var reader = new StreamReader(csvStream, encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return new CsvLoader(separator, header, columnNames, dataTypes, numberOfRowsToRead, guessRows, renameDuplicatedColumns, cultureInfo, guessTypeFunction)
            .Load(reader, addIndexColumn);
    }

    /// <summary>Reads a text that holds a table.</summary>
    public static DataFrame LoadCsvFromString(
        string csvString,
        char separator = ',',
        bool header = true,
        string[]? columnNames = null,
        Type[]? dataTypes = null,
        long numberOfRowsToRead = -1,
        int guessRows = 10,
        bool addIndexColumn = false,
        bool renameDuplicatedColumns = false,
        CultureInfo? cultureInfo = null,
        Func<IEnumerable<string>, Type>? guessTypeFunction = null)
    {
        using var reader = new StringReader(csvString);
        return new CsvLoader(separator, header, columnNames, dataTypes, numberOfRowsToRead, guessRows, renameDuplicatedColumns, cultureInfo, guessTypeFunction)
            .Load(reader, addIndexColumn);
    }

    /// <summary>Writes the table to a file, which is replaced when it is complete.</summary>
    public static void SaveCsv(
        DataFrame dataFrame, string path, char separator = ',', bool header = true, Encoding? encoding = null, CultureInfo? cultureInfo = null)
    {
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create))
        {
            SaveCsv(dataFrame, stream, separator, header, encoding, cultureInfo);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>
    /// Writes the table, in UTF-8 unless another encoding is given. (The real package documents UTF-8 too but writes ASCII, in
    /// which other letters become question marks: pass the encoding to be safe with both.)
    /// </summary>
    public static void SaveCsv(
        DataFrame dataFrame, Stream csvStream, char separator = ',', bool header = true, Encoding? encoding = null, CultureInfo? cultureInfo = null)
    {
        ArgumentNullException.ThrowIfNull(dataFrame);
        CsvSaver.Save(dataFrame, csvStream, separator, header, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cultureInfo ?? CultureInfo.CurrentCulture);
    }
}
