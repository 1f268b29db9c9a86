using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_gives_its_splits_with_the_labels_of_train()
    {
        _folder.Write("train.tsv", "text\tlabel\na\tpositive\nb\tnegative\n");
        _folder.Write("dev.tsv", "text\tlabel\nc\tpositive\n");
        _folder.Write("test.csv", "text,label\nd,positive\n");

        var data = DatasetReader.Read(_folder.FullName);

        Assert.Equal(["train", "validation", "test"], data.Splits.Select(split => split.Key));
        Assert.Equal(["negative", "positive"], data.LabelNames);
        Assert.Equal(1, data["test"][0].Label);
    }

    [Fact]
    public void A_test_file_without_labels_is_left_out_with_a_note()
    {
        _folder.Write("train.tsv", "sentence\tlabel\na\t1\nb\t0\n");
        _folder.Write("test.tsv", "index\tsentence\n0\tc\n");

        var data = DatasetReader.Read(_folder.FullName);

        Assert.Null(data.Test);
        Assert.Equal(["test.tsv has no label column: left out."], data.Notes);
    }

    [Fact]
    public void A_label_that_train_does_not_have_is_an_error()
    {
        _folder.Write("train.tsv", "text\tlabel\na\tgood\nb\tbad\n");
        var path = _folder.Write("validation.tsv", "text\tlabel\nc\tugly\n");

        var error = Assert.Throws<DatasetException>(() => DatasetReader.Read(_folder.FullName));

        Assert.Equal($"{path}(2): unknown label 'ugly'. Known are bad (0), good (1).", error.Message);
    }

    [Fact]
    public void A_folder_without_a_training_split_is_an_error()
    {
        _folder.Write("data.tsv", "text\tlabel\na\t0\n");

        var error = Assert.Throws<DatasetException>(() => DatasetReader.Read(_folder.FullName));

        Assert.Contains("there is no train.tsv, train.csv or train.jsonl. Found data.tsv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_for_one_split_are_an_error()
    {
        _folder.Write("train.tsv", "text\tlabel\na\t0\n");
        _folder.Write("dev.tsv", "text\tlabel\na\t0\n");
        _folder.Write("validation.tsv", "text\tlabel\na\t0\n");

        var error = Assert.Throws<DatasetException>(() => DatasetReader.Read(_folder.FullName));

        Assert.Contains("dev.tsv, validation.tsv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_file_is_the_training_split()
    {
        var data = DatasetReader.Read(_folder.Write("mine.csv", "review,sentiment\na,pos\nb,neg\n"));

        Assert.Equal(2, data.Train.Count);
        Assert.Null(data.Validation);
    }

    public void Dispose() => _folder.Dispose();
}
