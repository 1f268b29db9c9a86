using System.Text.Json;
using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class SpamAssassinReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spam-assassin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Subject_and_prose_are_kept_and_the_batch_gives_the_label()
    {
        Write("easy-ham-1", "1", "From: someone@here.example\nSubject: Re: the boat\nDate: today\n\nThe varnish is dry,\nsee http://x.example/a?b=1 or ask me@here.example.\n");
        Write("spam-1", "2", "Subject: Win\nMIME-Version: 1.0\n\n--part\nContent-Type: text/html;\n\tcharset=\"x\"\n\n<html><style>p { a: b }</style><p>Click=20now</p>\n" + new string('A', 76) + "\n");
        var data = SpamAssassinReader.Read(_folder);
        Assert.Equal(["ham", "spam"], data.LabelNames);
        Assert.Equal([("Re: the boat: The varnish is dry, see or ask", 0), ("Win: Click now", 1)], data.Select(mail => (mail.Text.TrimEnd('.').TrimEnd(), mail.Label)));
    }

    [Fact]
    public void Only_so_many_words_of_the_body_are_kept()
    {
        Write("hard-ham-1", "1", "Subject: s\n\none two three four");
        Assert.Equal("s: one two", Assert.Single(SpamAssassinReader.Read(_folder, maxWords: 2)).Text);
        Assert.Equal("s", Assert.Single(SpamAssassinReader.Read(_folder, maxWords: 0)).Text);
    }

    [Fact]
    public void What_is_no_corpus_is_named()
    {
        Assert.Contains("no such folder", Assert.Throws<DatasetException>(() => SpamAssassinReader.Read(Path.Combine(_folder, "no"))).Message);
        Assert.Contains("holds no mails", Assert.Throws<DatasetException>(() => SpamAssassinReader.Read(_folder)).Message);
        Directory.CreateDirectory(Path.Combine(_folder, "spam-1"));
        var file = Path.Combine(_folder, "spam-1", "1.json");
        File.WriteAllText(file, "{");
        Assert.Contains("not JSON", Assert.Throws<DatasetException>(() => SpamAssassinReader.Read(_folder)).Message);
        File.WriteAllText(file, "[]");
        Assert.Contains("no \"text\"", Assert.Throws<DatasetException>(() => SpamAssassinReader.Read(_folder)).Message);
    }

    private void Write(string batch, string id, string mail)
    {
        Directory.CreateDirectory(Path.Combine(_folder, batch));
        File.WriteAllText(Path.Combine(_folder, batch, id + ".json"), JsonSerializer.Serialize(new { id, group = batch, text = mail }));
    }
}
