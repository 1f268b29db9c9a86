using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Analysis;

namespace DataAnalysis.Tests;

public class CsvTests
{
    private const string Reviews =
        """
        text,stars,seen,liked,when
        "Good, but long",3.5,true,yes,2024-02-01
        "He said ""no"" twice",,false,no,2024-02-02
        plain,1,True,null,2024-03-01
        """;

    [Fact]
    public void Types_are_guessed_as_float_bool_date_and_text()
    {
        var frame = DataFrame.LoadCsvFromString(Reviews);

        Assert.Equal([typeof(string), typeof(float), typeof(bool), typeof(string), typeof(DateTime)], frame.Columns.Select(column => column.DataType));
        Assert.Equal(["Good, but long", "He said \"no\" twice", "plain"], (StringDataFrameColumn)frame["text"]);
        Assert.Equal([3.5f, null, 1f], (SingleDataFrameColumn)frame["stars"]);
    }

    [Fact]
    public void Missing_numbers_and_the_word_null_become_nulls_but_empty_texts_stay()
    {
        var frame = DataFrame.LoadCsvFromString("a,b\n,1\nnull,\nx,3\n");

        Assert.Equal(["", null, "x"], (StringDataFrameColumn)frame["a"]);
        Assert.Equal([1f, null, 3f], (SingleDataFrameColumn)frame["b"]);
    }

    [Fact]
    public void Given_types_and_names_win_over_guesses()
    {
        var frame = DataFrame.LoadCsvFromString("1\t2\n3\t4\n", separator: '\t', header: false, columnNames: ["id", "n"], dataTypes: [typeof(int), typeof(long)]);

        Assert.Equal([1, 3], (Int32DataFrameColumn)frame["id"]);
        Assert.Equal([2L, 4L], (Int64DataFrameColumn)frame["n"]);
    }

    [Fact]
    public void Columns_without_a_name_are_numbered_and_repeated_names_renamed_on_request()
    {
        Assert.Equal(["Column0", "Column1"], DataFrame.LoadCsvFromString("1,2\n", header: false).Columns.Select(column => column.Name));
        Assert.Equal(["a", "a.1", "a.2"], DataFrame.LoadCsvFromString("a,a,a\n1,2,3\n", renameDuplicatedColumns: true).Columns.Select(column => column.Name));
        Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString("a,a\n1,2\n"));
    }

    [Fact]
    public void Only_the_asked_number_of_rows_is_read_and_an_index_can_be_added()
    {
        var frame = DataFrame.LoadCsvFromString("a\n5\n6\n7\n", numberOfRowsToRead: 2, addIndexColumn: true);

        Assert.Equal(["IndexColumn", "a"], frame.Columns.Select(column => column.Name));
        Assert.Equal([0L, 1L], (Int64DataFrameColumn)frame["IndexColumn"]);
    }

    [Fact]
    public void A_file_is_read_from_its_name_and_from_a_stream()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "name\nZoë\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        try
        {
            using var stream = File.OpenRead(path);

            Assert.Equal("Zoë", DataFrame.LoadCsv(path)["name"][0]);
            Assert.Equal("Zoë", DataFrame.LoadCsv(stream)["name"][0]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("", "Empty file")]
    [InlineData("a,b\n1,2\n3,4,5\n", "Line 2 has 2 fields, fewer than others")]
    [InlineData("a,b\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n3,4,5\n", "Line 11 has 3 fields, but the table 2 columns")]
    [InlineData("a,b\n1,2\n3\n", "Line 3 has 1 fields")]
    [InlineData("a\n\"open\n", "quoted wrongly")]
    public void Bad_tables_are_refused_with_their_line(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString(text));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_another_type_than_its_column_is_refused_with_line_value_and_column()
    {
        var error = Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString("n\n1\n2\nmany\n", dataTypes: [typeof(int)]));

        Assert.Contains("Line 4: 'many' in the column 'n' is no Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_alone_makes_columns_only_when_their_types_are_given()
    {
        var frame = DataFrame.LoadCsvFromString("text,label\n", dataTypes: [typeof(string), typeof(int)]);

        Assert.Equal(["text", "label"], frame.Columns.Select(column => column.Name));
        Assert.Equal(0, frame.Rows.Count);
        Assert.Empty(DataFrame.LoadCsvFromString("text,label\n").Columns);
    }

    [Fact]
    public void Saved_tables_come_back_the_same_whatever_they_hold()
    {
        // Fields are trimmed on reading and "null" means null, as in the real package: such texts cannot come back.
        var texts = ArbMap.Default.GeneratorFor<string>().Select(text => text?.Replace('\0', '0').Trim())
            .Where(text => text is null || (!text.Equals("null", StringComparison.OrdinalIgnoreCase) && IsWellFormed(text)));
        var numbers = ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite);
        var rows = texts.Zip(numbers).Zip(ArbMap.Default.GeneratorFor<int?>(), (pair, count) => (Text: pair.Item1 ?? "", Number: pair.Item2, Count: count)).ListOf();

        Prop.ForAll(Arb.From(rows), list =>
        {
            var frame = new DataFrame(
                new StringDataFrameColumn("te\"xt, with", list.Select(row => row.Text)),
                new DoubleDataFrameColumn("number", list.Select(row => row.Number)),
                new Int32DataFrameColumn("count", list.Select(row => row.Count)));
            using var stream = new MemoryStream();
            DataFrame.SaveCsv(frame, stream, encoding: Encoding.UTF8, cultureInfo: CultureInfo.InvariantCulture);
            stream.Position = 0;

            var back = DataFrame.LoadCsv(stream, dataTypes: [typeof(string), typeof(double), typeof(int)]);

            return Rows(frame).SequenceEqual(Rows(back)) && frame.Columns.Select(column => column.Name).SequenceEqual(back.Columns.Select(column => column.Name));
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261122, 7).WithMaxTest(300));
    }

    [Fact]
    public void Saving_uses_the_separator_quotes_what_needs_it_and_leaves_nulls_empty()
    {
        var frame = new DataFrame(new StringDataFrameColumn("a;b", ["x;y", null]), new DoubleDataFrameColumn("n", [0.1, null]));
        using var stream = new MemoryStream();

        DataFrame.SaveCsv(frame, stream, separator: ';');

        Assert.Equal(["\"a;b\";n", "\"x;y\";0.10000000000000001", ";", ""], Encoding.UTF8.GetString(stream.ToArray()).Split(Environment.NewLine));
    }

    [Fact]
    public void A_separator_that_is_the_decimal_separator_is_refused()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";

        Assert.Throws<ArgumentException>(() => DataFrame.SaveCsv(new DataFrame(), new MemoryStream(), ',', cultureInfo: comma));
    }

    private static IEnumerable<string> Rows(DataFrame frame) => frame.Rows.Select(row => string.Join('\u001f', row));

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD) && !text.Contains('\r');
}
