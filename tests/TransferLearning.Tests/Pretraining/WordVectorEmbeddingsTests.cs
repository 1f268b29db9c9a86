using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Pretraining;
using TransferLearning.Text;

namespace TransferLearning.Tests.Pretraining;

public sealed class WordVectorEmbeddingsTests
{
    // Every word of the toy corpus has a vector; "sailplough" falls into pieces of the vocabulary.
    private static readonly PreTrainedTokenizer Tokenizer = ToyCorpus.Tokenizer;
    private static readonly string[] Words = ["sail", "paint", "ships", "sailplough"];
    private static readonly WordVectors Vectors = new(Words, [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 15]);

    [Fact]
    public void Words_get_their_vector_pieces_the_mean_and_the_rest_stays()
    {
        using var model = ToyCorpus.Model();
        var table = ((BertModel)model.Encoder).WordEmbeddings;
        var before = table.detach().data<float>().ToArray();

        var report = WordVectorEmbeddings.Initialize(table, Tokenizer, Vectors, standardDeviation: 0.5);

        var after = table.detach().data<float>().ToArray();
        float[] Row(float[] values, string token) => values.AsSpan(Tokenizer.Vocabulary.IdOf(token) * 32, 32).ToArray();

        // "sail" and "ships" keep the direction of their vectors: the middle component lies halfway between the outer ones.
        foreach (var word in (string[])["sail", "paint", "ships"])
        {
            var row = Row(after, word);
            Assert.Equal((row[0] + row[2]) / 2, row[1], 5);
            Assert.Equal(Row(before, word)[3..], row[3..]);
        }

        Assert.Equal(3, report.WholeWords);
        Assert.True(report.WordPieces > 0);
        Assert.Equal(Row(before, "bakers"), Row(after, "bakers"));
        Assert.Equal(Tokenizer.VocabSize, report.WholeWords + report.WordPieces + report.Random);
    }

    [Fact]
    public void What_is_written_has_mean_zero_and_the_spread_that_is_asked_for()
    {
        using var model = ToyCorpus.Model();
        var table = ((BertModel)model.Encoder).WordEmbeddings;
        var before = table.detach().data<float>().ToArray();

        WordVectorEmbeddings.Initialize(table, Tokenizer, Vectors, standardDeviation: 0.5);

        var after = table.detach().data<float>().ToArray();
        var written = Enumerable.Range(0, Tokenizer.VocabSize).Where(id => after[id * 32] != before[id * 32]).SelectMany(id => after.AsSpan(id * 32, 3).ToArray()).ToList();
        Assert.Equal(0, written.Average(), 4);
        Assert.Equal(0.5, Math.Sqrt(written.Average(value => value * value)), 4);
    }

    [Fact]
    public void A_table_that_does_not_fit_is_an_error()
    {
        using var table = new TorchSharp.Modules.Parameter(torch.zeros(5, 32));

        Assert.Contains("[5, 32]", Assert.Throws<ArgumentException>(() => WordVectorEmbeddings.Initialize(table, Tokenizer, Vectors)).Message, StringComparison.Ordinal);
    }
}
