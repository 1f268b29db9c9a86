using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class DelimitedReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Tsv_is_split_at_tabs_and_quotation_marks_are_text()
    {
        var data = DelimitedReader.Read(_folder.Write("a.tsv", "sentence\tlabel\nit \"works , \t1\n\"unclosed\t0\n"));

        Assert.Equal([new Example("it \"works ,", 1), new Example("\"unclosed", 0)], data);
        Assert.Equal(["0", "1"], data.LabelNames);
    }

    [Fact]
    public void Only_a_line_feed_ends_a_tsv_line()
    {
        var data = DelimitedReader.Read(_folder.Write("a.tsv", "text\tlabel\r\none\u0085two\u2028three\t0\r\nfour\t1\r\n"));

        Assert.Equal(["one\u0085two\u2028three", "four"], data.Select(example => example.Text));
    }

    [Fact]
    public void Csv_may_quote_commas_quotation_marks_and_line_breaks()
    {
        var data = DelimitedReader.Read(_folder.Write("a.csv", "id,Review,Sentiment\n1,\"slow, but \"\"good\"\"\nin the end\",positive\n2,dull,negative\n"));

        Assert.Equal([new Example("slow, but \"good\"\nin the end", 1), new Example("dull", 0)], data);
        Assert.Equal(["negative", "positive"], data.LabelNames);
    }

    [Fact]
    public void Known_label_names_may_be_written_as_names_or_numbers()
    {
        var options = new DelimitedReaderOptions(LabelNames: ["negative", "positive"]);

        var data = DelimitedReader.Read(_folder.Write("a.tsv", "text\tlabel\na\tPositive\nb\t0\nc\t1\n"), options);

        Assert.Equal([1, 0, 1], data.Select(example => example.Label));
    }

    [Fact]
    public void Columns_are_chosen_by_name()
    {
        var options = new DelimitedReaderOptions(TextColumn: "body", LabelColumn: "stars");

        var data = DelimitedReader.Read(_folder.Write("a.tsv", "text\tbody\tstars\nno\tyes\t0\n"), options);

        Assert.Equal(new Example("yes", 0), Assert.Single(data));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_header() =>
        Assert.Single(DelimitedReader.Read(_folder.Write("a.tsv", [0xEF, 0xBB, 0xBF, .. "text\tlabel\na\t0\n"u8])));

    [Theory]
    [InlineData("a.tsv", "phrase\tlabel\na\t0\n", 1, "found no text column", "'phrase', 'label'")]
    [InlineData("a.tsv", "text\tscore\na\t0\n", 1, "found no label column", "'text', 'score'")]
    [InlineData("a.tsv", "text\tlabel\na\t0\nb\n", 3, "found 1 field, but the header has 2", "'b'")]
    [InlineData("a.tsv", "text\tlabel\na\t0\t1\n", 2, "found 3 fields, but the header has 2", "'a 0 1'")]
    [InlineData("a.csv", "text,label\n\"a\nb\",0\nc,1,2\n", 4, "found 3 fields, but the header has 2", "'c 1 2'")]
    [InlineData("a.csv", "text,label\n\"a\"b,0\n", 2, "quoted wrongly", "quotation marks")]
    [InlineData("a.csv", "text,label\na,0\n\"b,0\n", 3, "quoted wrongly", "quotation marks")]
    [InlineData("a.tsv", "text\tlabel\na\t0\n  \t1\n", 3, "the text in column 'text' is empty", "remove the line")]
    [InlineData("a.tsv", "text\tlabel\na\t0\nb\t\n", 3, "the label is empty", "remove the line")]
    [InlineData("a.tsv", "", null, "the file is empty", "header line")]
    [InlineData("a.tsv", "\n\n", null, "the file is empty", "header line")]
    [InlineData("a.tsv", "text\tlabel\n", null, "no examples", "text, label")]
    [InlineData("a.tsv", "text\tlabel\na\t1\nb\t3\n", null, "1, 3", "LabelNames")]
    public void Bad_content_is_told_with_file_and_line(string name, string content, int? line, string problem, string detail)
    {
        var path = _folder.Write(name, content);

        var error = Assert.Throws<DatasetException>(() => DelimitedReader.Read(path));

        Assert.StartsWith(line is null ? $"{path}: " : $"{path}({line}): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(detail, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.LineNumber);
    }

    [Fact]
    public void A_label_outside_the_known_set_is_told_with_the_known_ones()
    {
        var path = _folder.Write("a.tsv", "text\tlabel\na\tnegative\nb\tneutral\n");

        var error = Assert.Throws<DatasetException>(() => DelimitedReader.Read(path, new(LabelNames: ["negative", "positive"])));

        Assert.Equal($"{path}(3): unknown label 'neutral'. Known are negative (0), positive (1).", error.Message);
    }

    [Fact]
    public void A_column_of_texts_is_not_taken_for_labels()
    {
        var rows = Enumerable.Range(0, 1200).Select(i => $"{i}\tlabel {i}");
        var path = _folder.Write("a.tsv", "text\tlabel\n" + string.Join('\n', rows));

        var error = Assert.Throws<DatasetException>(() => DelimitedReader.Read(path));

        Assert.Contains("is this the label column?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_named_column_is_told_with_the_columns_there_are()
    {
        var path = _folder.Write("a.tsv", "text\tlabel\na\t0\n");

        var error = Assert.Throws<DatasetException>(() => DelimitedReader.Read(path, new(TextColumn: "sentense")));

        Assert.Equal($"{path}(1): there is no text column 'sentense'. The header has 'text', 'label'.", error.Message);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_told_with_their_line()
    {
        var path = _folder.Write("a.tsv", [.. "text\tlabel\ngood\t1\ncaf"u8, 0xE9, .. "\t0\n"u8]);

        var error = Assert.Throws<DatasetException>(() => DelimitedReader.Read(path));

        Assert.StartsWith($"{path}(3): byte 0xE9 (offset 21) is not valid UTF-8.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_is_recognised()
    {
        var path = _folder.Write("a.tsv", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("text\tlabel\na\t0\n")]);

        Assert.Contains("UTF-16", Assert.Throws<DatasetException>(() => DelimitedReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        var path = _folder.Path("none.tsv");

        Assert.Equal($"{path}: there is no such file. Check the path.", Assert.Throws<DatasetException>(() => DelimitedReader.Read(path)).Message);
    }

    [Fact]
    public void Texts_are_read_without_labels() =>
        Assert.Equal(["a", "b"], DelimitedReader.ReadTexts(_folder.Write("a.tsv", "index\tsentence\n0\ta\n1\tb\n")));

    public void Dispose() => _folder.Dispose();
}
