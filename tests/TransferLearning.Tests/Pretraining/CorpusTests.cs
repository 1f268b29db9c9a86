using TransferLearning.Pretraining;

namespace TransferLearning.Tests.Pretraining;

public sealed class CorpusTests
{
    [Fact]
    public void Deduplicate_keeps_the_first_of_paragraphs_that_differ_only_in_case_and_punctuation()
    {
        var corpus = new Corpus([new("a", ["It rained, again.", "New."]), new("b", ["it rained again"]), new("c", ["New!", "Newer."])]);

        Assert.Equal(["It rained, again.", "New.", "Newer."], corpus.Deduplicate().Paragraphs);
        Assert.Equal(["a", "c"], corpus.Deduplicate().Documents.Select(document => document.Source));
    }

    [Fact]
    public void HoldOut_takes_every_nth_document_and_loses_none()
    {
        var corpus = new Corpus(Enumerable.Range(0, 20).Select(i => new CorpusDocument($"{i}", ["text"])));

        var (train, heldOut) = corpus.HoldOut(0.1);

        Assert.Equal(["9", "19"], heldOut.Documents.Select(document => document.Source));
        Assert.Equal(18, train.Documents.Count);
        Assert.Throws<InvalidDataException>(() => corpus.HoldOut(0.01));
    }

    [Theory]
    [InlineData("This is an ordinary sentence of seven words.", true)]
    [InlineData("Too short.", false)]
    [InlineData("| 1 | 23.4 | 55 | 9 | 10 | a | b |", false)]
    [InlineData("for (int i = 0; i < n; i++) { a[i] = b[i] * c[i]; }", false)]
    [InlineData("THIS IS ALL IN CAPITAL LETTERS AND SHOUTS", false)]
    public void Prose_is_told_from_tables_and_code(string paragraph, bool expected) =>
        Assert.Equal(expected, ProseFilter.IsProse(paragraph));
}
