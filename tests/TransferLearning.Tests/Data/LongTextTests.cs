using TransferLearning.Data;
using TransferLearning.Inference;
using TransferLearning.Tests.Training;

namespace TransferLearning.Tests.Data;

/// <summary>Texts of a megabyte are read, cut to what the model takes, and classified like any other.</summary>
public sealed class LongTextTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Texts => new()
    {
        string.Concat(Enumerable.Repeat("the film was lovely ", Megabyte / 20)),
        new string('x', Megabyte), // one word, longer than any that a vocabulary could have
        string.Concat(Enumerable.Repeat("\u6620\u753B", Megabyte / 6)), // no spaces at all, but words
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_of_a_megabyte_is_cut_and_classified(string text)
    {
        var path = _folder.Write("train.tsv", $"text\tlabel\n{text}\t1\nshort\t0\n");
        using var model = ToyReviews.Bert();

        var data = DelimitedReader.Read(path);
        var tokens = TokenizedDataset.Create(data, ToyReviews.Tokenizer, maxLength: 24);

        Assert.Equal(text.Trim(), data[0].Text);
        Assert.InRange(tokens[0].InputIds.Length, 3, 24);
        Assert.InRange(new TextClassificationPipeline(model, ToyReviews.Tokenizer).Classify(text).Score, 0.5f, 1f);
    }

    public void Dispose() => _folder.Dispose();
}
