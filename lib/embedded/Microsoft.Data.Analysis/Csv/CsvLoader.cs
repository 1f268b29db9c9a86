using System.Globalization;
using CsvHelper;

namespace Microsoft.Data.Analysis;

/// <summary>Reads a table of text into a data frame.</summary>
internal sealed class CsvLoader(
    char separator,
    bool header,
    string[]? columnNames,
    Type[]? dataTypes,
    long numberOfRows,
    int guessRows,
    bool renameDuplicates,
    CultureInfo? culture,
    Func<IEnumerable<string>, Type>? guessType)
{
    private readonly CultureInfo _culture = culture ?? CultureInfo.CurrentCulture;

    /// <exception cref="FormatException">The text is empty, a line has more fields than columns, or a field does not have its column's type.</exception>
    public DataFrame Load(TextReader text, bool addIndexColumn)
    {
        if (dataTypes is null && guessRows <= 0)
        {
            throw new ArgumentException("Either give dataTypes or let guessRows be at least 1, so that the columns' types can be guessed.");
        }

        var rows = Read(text);
        if (rows.Count == 0)
        {
            throw new FormatException("Empty file: it has not even a header.");
        }

        var names = columnNames ?? (header ? renameDuplicates ? Renamed(rows[0].Fields) : rows[0].Fields : null);
        var body = header ? rows[1..] : rows;
        if (numberOfRows >= 0)
        {
            body = [.. body.Take((int)Math.Min(numberOfRows, int.MaxValue))];
        }

        // As in the real package the header is one of the rows that are looked at, but not guessed from, and a table
        // without rows has no columns unless their types are given.
        var sample = body.Take(Math.Max(header ? guessRows - 1 : guessRows, 0)).ToList();
        var count = Math.Max(dataTypes?.Length ?? 0, sample.Select(row => row.Fields.Length).DefaultIfEmpty().Max());
        var frame = new DataFrame(Enumerable.Range(0, count).Select(index => CreateColumn(TypeOf(index, sample), NameOf(names, index))));
        foreach (var (line, fields) in body)
        {
            Append(frame, line, fields);
        }

        if (addIndexColumn)
        {
            frame.Columns.Insert(0, new Int64DataFrameColumn("IndexColumn", RowNumbers.From(0, frame.Rows.Count)));
        }

        return frame;
    }

    private static string NameOf(string[]? names, int index) => names is not null && index < names.Length && names[index].Length > 0 ? names[index] : $"Column{index}";

    private static string[] Renamed(string[] names)
    {
        var seen = new Dictionary<string, int>();
        return [.. names.Select(name =>
        {
            var count = seen.GetValueOrDefault(name);
            seen[name] = count + 1;
            return count == 0 ? name : $"{name}.{count}";
        })];
    }

    private static DataFrameColumn CreateColumn(Type type, string name) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new BooleanDataFrameColumn(name),
        TypeCode.Byte => new ByteDataFrameColumn(name),
        TypeCode.Char => new CharDataFrameColumn(name),
        TypeCode.DateTime => new DateTimeDataFrameColumn(name),
        TypeCode.Decimal => new DecimalDataFrameColumn(name),
        TypeCode.Double => new DoubleDataFrameColumn(name),
        TypeCode.Int16 => new Int16DataFrameColumn(name),
        TypeCode.Int32 => new Int32DataFrameColumn(name),
        TypeCode.Int64 => new Int64DataFrameColumn(name),
        TypeCode.SByte => new SByteDataFrameColumn(name),
        TypeCode.Single => new SingleDataFrameColumn(name),
        TypeCode.String => new StringDataFrameColumn(name),
        TypeCode.UInt16 => new UInt16DataFrameColumn(name),
        TypeCode.UInt32 => new UInt32DataFrameColumn(name),
        TypeCode.UInt64 => new UInt64DataFrameColumn(name),
        _ => throw new NotSupportedException($"A column cannot hold {type.Name}. Use bool, a number, char, DateTime or string for '{name}'."),
    };

    private Type TypeOf(int index, List<(int Line, string[] Fields)> sample)
    {
        if (dataTypes is not null)
        {
            return index < dataTypes.Length
                ? dataTypes[index]
                : throw new ArgumentException($"The table has at least {index + 1} columns, but {dataTypes.Length} types were given.");
        }

        var values = sample.Select(row => index < row.Fields.Length
            ? row.Fields[index]
            : throw new FormatException($"Line {row.Line} has {row.Fields.Length} fields, fewer than others ({index + 1} or more)."));
        return guessType is null ? TypeGuess.Of(values) : guessType(values);
    }

    private void Append(DataFrame frame, int line, string[] fields)
    {
        if (fields.Length > frame.Columns.Count)
        {
            throw new FormatException($"Line {line} has {fields.Length} fields, but the table {frame.Columns.Count} columns.");
        }

        try
        {
            frame.Append(fields, inPlace: true, cultureInfo: _culture);
        }
        catch (FormatException error)
        {
            throw new FormatException($"Line {line}: {error.Message} Give the column's type with dataTypes, or look at more rows with guessRows.", error);
        }
    }

    private static bool Advance(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException error)
        {
            throw new FormatException(
                $"Line {error.LineNumber}: a field is quoted wrongly: {error.Message} Put the field in quotation marks and write two for one inside it.", error);
        }
    }

    private List<(int Line, string[] Fields)> Read(TextReader text)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        using var csv = CsvReader.Create(text, options, leaveOpen: true);
        var rows = new List<(int, string[])>();
        while (Advance(csv))
        {
            // The real parser trims every field, quoted or not, and skips lines that are blank.
            var fields = csv.Current.ToArray().Select(field => field.Trim()).ToArray();
            if (fields is not [""])
            {
                rows.Add(((int)csv.LineNumber, fields));
            }
        }

        return rows;
    }
}
