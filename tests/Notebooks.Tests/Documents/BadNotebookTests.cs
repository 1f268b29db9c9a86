using System.Text;
using Notebooks.Documents;

namespace Notebooks.Tests.Documents;

public sealed class BadNotebookTests
{
    [Theory]
    [InlineData("", "Not valid JSON")]
    [InlineData("[]", "a list")]
    [InlineData("null", "missing or null")]
    [InlineData("{\n \"nbformat\": 4,\n oops\n}", "line 3")]
    [InlineData("""{"nbformat":4,"nbformat":4}""", "Not valid JSON")]
    [InlineData("""{"cells":[]}""", "nbformat")]
    [InlineData("""{"nbformat":3,"nbformat_minor":0,"worksheets":[]}""", "format 3")]
    [InlineData("""{"nbformat":4,"nbformat_minor":"x","cells":[]}""", "nbformat_minor")]
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"metadata":{}}""", "\"cells\"")]
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"metadata":7,"cells":[]}""", "\"metadata\" is 7")]
    public void What_is_no_notebook_is_refused_with_the_reason(string json, string reason)
    {
        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(json));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Null(error.CellNumber);
    }

    [Theory]
    [InlineData("3", "it must be an object")]
    [InlineData("""{"cell_type":"cod","metadata":{},"source":""}""", "\"cod\"")]
    [InlineData("""{"cell_type":"code","metadata":[],"source":""}""", "\"metadata\" is a list")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":[1]}""", "\"source\"")]
    [InlineData("""{"cell_type":"code","metadata":{}}""", "\"source\" is missing or null")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","id":"a b"}""", "\"id\"")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","id":"one"}""", "Cells 1 and 2 have the same id")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","execution_count":"1"}""", "\"execution_count\"")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","outputs":{}}""", "\"outputs\" is an object")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","outputs":[{"output_type":"pyout"}]}""", "output 1: \"output_type\"")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","outputs":[{"output_type":"stream","text":""}]}""", "\"name\"")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","outputs":[{"output_type":"display_data"}]}""", "\"data\"")]
    [InlineData("""{"cell_type":"code","metadata":{},"source":"","outputs":[{"output_type":"error","ename":"","evalue":"","traceback":"x"}]}""", "\"traceback\"")]
    public void A_bad_cell_is_named_by_its_number(string cell, string reason)
    {
        var json = $$"""{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","id":"one","metadata":{},"source":""},{{cell}}]}""";

        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(json));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.CellNumber);
    }

    [Fact]
    public void A_file_is_named_in_the_message()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Load(folder.Write("broken.ipynb", "{")));

        Assert.StartsWith("broken.ipynb: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["bom.ipynb"], """{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Empty(NotebookDocument.Load(folder["bom.ipynb"]).Cells);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_mutilated_notebook_is_read_whole_or_refused_never_anything_else(int seed)
    {
        const string whole = """{"cells":[{"cell_type":"code","execution_count":1,"id":"a","metadata":{"tags":["x"]},"outputs":[{"name":"stdout","output_type":"stream","text":["é\n"]},{"data":{"text/html":["<b>\ud83d\ude42"],"application/json":{"a":[1,2.5,null,true]}},"metadata":{},"output_type":"display_data"}],"source":["var x = \"y\";\n","x"]},{"cell_type":"markdown","id":"b","metadata":{},"source":"# T"}],"metadata":{"kernelspec":{"name":"k"}},"nbformat":4,"nbformat_minor":5}""";
        string[] pieces = ["\"", "{", "}", "[", "]", ",", ":", "null", "1", "-", "\\", "\\ud800", "\"source\"", "\0", "1e999", "true", "\"cells\":", "[[[["];
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 2000; round++)
        {
            var text = new StringBuilder(whole);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                else
                    text.Insert(at, pieces[random.Next(pieces.Length)]);
            }

            try
            {
                var document = NotebookDocument.Parse(text.ToString());
                Assert.Equal(document.ToJson(), NotebookDocument.Parse(document.ToJson()).ToJson());
            }
            catch (NotebookFormatException error)
            {
                Assert.NotEmpty(error.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 1, 1999);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));

        Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse($$"""{"nbformat":4,"nbformat_minor":5,"metadata":{"x":{{deep}}"""));
    }
}
