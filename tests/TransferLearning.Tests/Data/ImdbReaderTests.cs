using System.Formats.Tar;
using System.IO.Compression;
using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class ImdbReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_tree_is_read_by_label_and_number_and_unlabelled_reviews_are_left_out()
    {
        var root = WriteTree();

        var data = ImdbReader.Read(root);

        Assert.Equal(["negative", "positive"], data.LabelNames);
        Assert.Equal([new Example("bad two", 0), new Example("bad ten", 0), new Example("good one", 1)], data.Train);
        Assert.Equal([new Example("poor", 0), new Example("rich", 1)], data.Test!);
        Assert.Null(data.Validation);
    }

    [Fact]
    public void The_archive_gives_the_same_as_the_tree_and_so_does_whatever_recognises_it()
    {
        var root = WriteTree();
        var archive = _folder.Path("aclImdb_v1.tar.gz");
        using (var file = File.Create(archive))
        using (var packed = new GZipStream(file, CompressionLevel.Fastest))
        {
            TarFile.CreateFromDirectory(root, packed, includeBaseDirectory: true);
        }

        var tree = ImdbReader.Read(root);
        foreach (var data in new[] { ImdbReader.Read(archive), DatasetReader.Read(archive), DatasetReader.Read(root), DatasetReader.Read(_folder.FullName) })
        {
            Assert.Equal(tree.Train, data.Train);
            Assert.Equal(tree.Test!, data.Test!);
        }
    }

    [Fact]
    public void The_csv_has_two_columns_and_one_split()
    {
        var data = ImdbReader.Read(_folder.Write("IMDB Dataset.csv", "review,sentiment\n\"good, \"\"very\"\" good<br /><br />\",positive\nbad,negative\n"));

        Assert.Equal([new Example("good, \"very\" good<br /><br />", 1), new Example("bad", 0)], data.Train);
        Assert.Null(data.Test);
    }

    [Fact]
    public void An_archive_that_breaks_off_is_an_error()
    {
        var root = WriteTree();
        using var whole = new MemoryStream();
        using (var packed = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true)) TarFile.CreateFromDirectory(root, packed, includeBaseDirectory: true);
        var path = _folder.Write("half.tar.gz", whole.ToArray()[..((int)whole.Length / 2)]);

        Assert.Contains("the archive is damaged", Assert.Throws<DatasetException>(() => ImdbReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_archive_is_an_error() =>
        Assert.Contains("the archive is damaged", Assert.Throws<DatasetException>(() => ImdbReader.Read(_folder.Write("no.tar.gz", "hello"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_review_that_is_not_utf8_is_named()
    {
        var root = WriteTree();
        _folder.Write("aclImdb/train/pos/5_7.txt", [.. "na"u8, 0xEF, .. "ve"u8]);

        var error = Assert.Throws<DatasetException>(() => ImdbReader.Read(root));

        Assert.Contains("5_7.txt(1): byte 0xEF", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_without_reviews_is_an_error()
    {
        var root = WriteTree();
        Directory.Delete(Path.Combine(root, "test", "pos"), recursive: true);

        Assert.Contains("aclImdb tree has train/pos", Assert.Throws<DatasetException>(() => ImdbReader.Read(root)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string WriteTree()
    {
        _folder.Write("aclImdb/README", "The reviews.");
        _folder.Write("aclImdb/train/neg/10_2.txt", "bad ten");
        _folder.Write("aclImdb/train/neg/2_1.txt", "bad two\n");
        _folder.Write("aclImdb/train/pos/1_9.txt", "good one");
        _folder.Write("aclImdb/train/unsup/0_0.txt", "whatever");
        _folder.Write("aclImdb/test/neg/0_3.txt", "poor");
        _folder.Write("aclImdb/test/pos/0_8.txt", "rich");
        return _folder.Path("aclImdb");
    }
}
