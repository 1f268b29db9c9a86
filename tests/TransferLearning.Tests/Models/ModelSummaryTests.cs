using TransferLearning.Models;

namespace TransferLearning.Tests.Models;

public class ModelSummaryTests
{
    [Fact]
    public void A_summary_counts_every_weight_once_at_every_level()
    {
        using var model = BertForSequenceClassification.FromPretrained(Fixture.Path("hf", "BertForSequenceClassification"));
        model.Freeze("bert");

        var summary = ModelSummary.Of(model, maxDepth: 10);

        // 20,044 is the count in the fixture's expected.json; 66 = 2 x 32 weights and 2 biases of the classifier.
        Assert.Equal(20_044, summary.Parameters);
        Assert.Equal(66, summary.Trainable);
        Assert.Equal(4 * 20_044, summary.Bytes);
        foreach (var depth in new[] { 1, 2 })
            Assert.True(summary.Rows.Where(row => row.Depth == depth).Sum(row => row.Parameters) <= 20_044);
        var query = summary.Rows.First(row => row.Name == "query");
        Assert.Equal("Linear", query.Type);
        Assert.Equal("weight [32, 32], bias [32]", query.Shapes);
        Assert.Equal(1_056, query.Parameters);
    }

    [Fact]
    public void The_depth_can_be_limited_and_the_text_has_one_line_a_module()
    {
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 10, EmbeddingSize = 4, HiddenSize = 3 });

        var shallow = ModelSummary.Of(model, maxDepth: 0);
        var deep = ModelSummary.Of(model);

        Assert.Single(shallow.Rows);
        Assert.Equal(["LstmClassifier", "Embedding", "LSTM", "Dropout", "Linear"], deep.Rows.Select(row => row.Type));
        Assert.Equal(deep.Rows.Count + 2, deep.ToString().Split('\n').Length);
    }
}
