using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Each_line_is_an_example_whose_keys_may_come_in_any_order()
    {
        var path = _folder.Write("a.jsonl", """
            {"text": "fine \"indeed\"\n", "label": "good"}

            {"id": 7, "label": "bad", "text": "grim"}
            """);

        var data = DelimitedReader.Read(path);

        Assert.Equal([new Example("fine \"indeed\"", 1), new Example("grim", 0)], data);
        Assert.Equal(["bad", "good"], data.LabelNames);
    }

    [Fact]
    public void Labels_may_be_numbers() =>
        Assert.Equal([1, 0], DelimitedReader.Read(_folder.Write("a.jsonl", "{\"sentence\": \"a\", \"label\": 1}\n{\"sentence\": \"b\", \"label\": 0}\n")).Select(example => example.Label));

    [Fact]
    public void A_folder_of_json_lines_has_splits()
    {
        _folder.Write("train.jsonl", "{\"text\": \"a\", \"label\": \"x\"}\n{\"text\": \"b\", \"label\": \"y\"}\n");
        _folder.Write("validation.jsonl", "{\"text\": \"c\", \"label\": \"y\"}\n");

        Assert.Equal(1, DatasetReader.Read(_folder.FullName).Validation![0].Label);
    }

    [Theory]
    [InlineData("{\"text\": \"a\", \"label\": 0}\n{\"text\": \"b\"", "(2): a line of JSON lines is one object")]
    [InlineData("[{\"text\": \"a\", \"label\": 0}]", "(1): a line of JSON lines is one object")]
    [InlineData("{\"text\": \"a\", \"label\": 0}\n{\"label\": 1}", "(2): the text in column 'text' is empty")]
    [InlineData("{\"text\": \"a\", \"label\": 0}\n{\"text\": \"b\", \"label\": null}", "(2): the label is empty")]
    [InlineData("{\"words\": \"a\", \"label\": 0}", "found no text column")]
    public void What_is_wrong_is_told_with_its_line(string content, string message)
    {
        var path = _folder.Write("a.jsonl", content);

        var error = Assert.Throws<DatasetException>(() => DelimitedReader.Read(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
