using TransferLearning.Hub;
using TransferLearning.Tests.Data;
using TransferLearning.Text;

namespace TransferLearning.Tests.Hub;

public class AtomicFileTests
{
    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "old");

        var error = Assert.Throws<ArgumentException>(() => AtomicFile.WriteText(folder.Path("a.txt"), "good \ud83d film"));

        Assert.Contains("'a.txt'", error.Message, StringComparison.Ordinal);
        Assert.Contains("U+D83D", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder.Path("a.txt")));
    }

    [Fact]
    public void A_failure_leaves_neither_half_a_file_nor_a_temporary_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(folder.Path("a.txt"), stream =>
        {
            stream.WriteByte(1);
            throw new IOException("no space left");
        }));

        Assert.Equal("old", File.ReadAllText(folder.Path("a.txt")));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void A_vocabulary_with_half_a_character_is_not_written_as_another_one()
    {
        using var folder = new TemporaryFolder();
        var vocabulary = WordVocabulary.Build(["\ud83d"], split: text => [text]);

        Assert.Throws<ArgumentException>(() => vocabulary.Save(folder.Path("words.txt")));
        Assert.False(File.Exists(folder.Path("words.txt")));
    }
}
