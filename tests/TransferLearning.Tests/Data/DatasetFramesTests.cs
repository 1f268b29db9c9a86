using Microsoft.Data.Analysis;
using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class DatasetFramesTests
{
    private static readonly Dataset Data = new([new("fine", 1), new("grim", 0), new("odd", 1)], ["bad", "good"]);

    [Fact]
    public void There_and_back_is_the_same()
    {
        var frame = Data.ToDataFrame();

        Assert.Equal(["text", "label", "label_name"], frame.Columns.Select(column => column.Name));
        Assert.Equal("good", frame[2, 2]);
        Assert.Equal(Data, frame.ToDataset(labelNames: Data.LabelNames));
        Assert.Equal(Data, frame.ToDataset(labelColumn: "label_name"));
        Assert.Equal(["0", "1"], frame.ToDataset().LabelNames);
    }

    [Fact]
    public void A_column_that_is_not_there_is_an_error() =>
        Assert.Contains("no column 'review': it has text, label, label_name", Assert.Throws<DatasetException>(() => Data.ToDataFrame().ToDataset("review")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_cell_is_named_by_its_row()
    {
        var frame = new DataFrame(new StringDataFrameColumn("text", ["fine", null!]), new Int32DataFrameColumn("label", new[] { 0, 1 }));

        Assert.Contains("the data frame(2): the text in column 'text' is empty", Assert.Throws<DatasetException>(() => frame.ToDataset()).Message, StringComparison.Ordinal);
    }
}
