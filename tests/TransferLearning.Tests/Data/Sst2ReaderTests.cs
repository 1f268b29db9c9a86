using System.IO.Compression;
using System.Text;
using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class Sst2ReaderTests : IDisposable
{
    private static readonly (string Name, string Content)[] Files =
    [
        ("train.tsv", "sentence\tlabel\nhide new secretions from the parental units \t0\nthat loves its characters \t1\n"),
        ("dev.tsv", "sentence\tlabel\nit 's a charming and often affecting journey . \t1\n"),
        ("test.tsv", "index\tsentence\n0\tuneasy mishmash of styles and genres .\n"),
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_folder_and_the_zip_of_glue_give_the_same_with_named_labels()
    {
        foreach (var (name, content) in Files) _folder.Write("SST-2/" + name, content);
        var zip = WriteZip(Files);

        foreach (var data in new[] { Sst2Reader.Read(_folder.Path("SST-2")), Sst2Reader.Read(zip), DatasetReader.Read(zip) })
        {
            Assert.Equal(["negative", "positive"], data.LabelNames);
            Assert.Equal([new Example("hide new secretions from the parental units", 0), new Example("that loves its characters", 1)], data.Train);
            Assert.Equal([new Example("it 's a charming and often affecting journey .", 1)], data.Validation!);
            Assert.Null(data.Test);
            Assert.Equal(["test.tsv has no label column: left out."], data.Notes);
        }
    }

    [Fact]
    public void A_zip_without_a_training_split_is_an_error()
    {
        var error = Assert.Throws<DatasetException>(() => Sst2Reader.Read(WriteZip(Files[1..])));

        Assert.Contains("there is no train.tsv", error.Message, StringComparison.Ordinal);
        Assert.Contains("dev.tsv, test.tsv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_line_in_a_zip_is_named()
    {
        var error = Assert.Throws<DatasetException>(() => Sst2Reader.Read(WriteZip([("train.tsv", "sentence\tlabel\na\t0\nb\t2\n")])));

        Assert.Contains("SST-2.zip:SST-2/train.tsv(3): unknown label '2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_zip_is_an_error() =>
        Assert.Contains("the archive is damaged", Assert.Throws<DatasetException>(() => Sst2Reader.Read(_folder.Write("a.zip", "hello"))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private string WriteZip((string Name, string Content)[] files)
    {
        var path = _folder.Path("SST-2.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        archive.CreateEntry("SST-2/");
        foreach (var (name, content) in files)
        {
            using var entry = archive.CreateEntry("SST-2/" + name).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }

        return path;
    }
}
