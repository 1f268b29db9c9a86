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
        Assert.All(deep.Rows, row => Assert.Single(deep.ToString().Split('\n'), line => line.TrimStart('\u00a0', ' ').StartsWith(row.Depth == 0 ? row.Type : $"{row.Name}: {row.Type}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Running_the_model_shows_every_modules_shape_and_multiply_adds()
    {
        using var model = BertForSequenceClassification.FromPretrained(Fixture.Path("hf", "BertForSequenceClassification"));
        var config = (BertConfig)model.Config;
        var (batch, tokens, hidden) = (2L, 7L, (long)config.HiddenSize);

        var summary = ModelSummary.Of(model, (int)batch, (int)tokens, maxDepth: 10);

        ModelSummaryRow Row(string name) => summary.Rows.First(row => row.Name == name);
        Assert.Equal([batch, config.NumLabels], summary.Rows[0].OutputShape!);
        Assert.Equal([batch, tokens, hidden], Row("word_embeddings").OutputShape!);
        Assert.Equal([batch, tokens, hidden], Row("self").OutputShape!);
        Assert.Equal([batch, tokens, config.IntermediateSize], Row("intermediate").OutputShape!);
        Assert.Equal([batch, hidden], Row("pooler").OutputShape!);
        Assert.Equal(batch * tokens * hidden * hidden, Row("query").MultiplyAdds);

        // Vaswani et al. 2017, section 3.2: three projections, queries with keys, weights with values; then the layer's own arithmetic.
        var self = (3 * batch * tokens * hidden * hidden) + (2 * batch * tokens * tokens * hidden);
        var layer = self + (batch * tokens * hidden * hidden) + (2 * batch * tokens * hidden * config.IntermediateSize);
        Assert.Equal(self, Row("self").MultiplyAdds);
        Assert.Equal((config.NumHiddenLayers * layer) + (batch * hidden * hidden) + (batch * hidden * config.NumLabels), summary.MultiplyAdds);
        Assert.True(summary.ActivationBytes > 4 * batch * tokens * hidden * config.NumHiddenLayers);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("roberta")]
    [InlineData("gpt2")]
    public void An_output_layer_with_borrowed_weights_is_counted(string type)
    {
        using PreTrainedModel model = type switch
        {
            "bert" => new BertForMaskedLM(new BertConfig { VocabSize = 100, HiddenSize = 8, NumHiddenLayers = 1, NumAttentionHeads = 2, IntermediateSize = 4 }),
            "distilbert" => new DistilBertForMaskedLM(new DistilBertConfig { VocabSize = 100, Dim = 8, NLayers = 1, NHeads = 2, HiddenDim = 4 }),
            "roberta" => new RobertaForMaskedLM(new RobertaConfig { VocabSize = 100, HiddenSize = 8, NumHiddenLayers = 1, NumAttentionHeads = 2, IntermediateSize = 4 }),
            _ => new Gpt2LMHeadModel(new Gpt2Config { VocabSize = 100, NEmbd = 8, NLayer = 1, NHead = 2, NInner = 4 }),
        };

        var summary = ModelSummary.Of(model, batchSize: 2, tokens: 3);

        var vocabulary = summary.Rows[0].OutputShape![^1];
        Assert.Equal([2L, 3L, vocabulary], summary.Rows[0].OutputShape!);

        // One layer: four square projections and attention, a narrow feed-forward block; a square layer before the output except in GPT-2; 100 words.
        var layer = (2 * 3 * ((4 * 8 * 8) + (2 * 8 * 4))) + (2 * 2 * 3 * 3 * 8);
        Assert.Equal(layer + (type == "gpt2" ? 0 : 2 * 3 * 8 * 8) + (2 * 3 * 8 * 100), summary.MultiplyAdds);
    }

    [Fact]
    public void An_LSTM_uses_every_weight_once_a_token()
    {
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 10, EmbeddingSize = 4, HiddenSize = 3 });

        var summary = ModelSummary.Of(model, batchSize: 2, tokens: 5);

        var lstm = summary.Rows.Single(row => row.Type == "LSTM");
        Assert.Equal([2L, 5L, 6L], lstm.OutputShape!);
        Assert.Equal(2 * 5 * 2 * ((4 * 3 * 4) + (4 * 3 * 3)), lstm.MultiplyAdds);
    }

    [Fact]
    public void A_notebook_shows_a_table_with_the_totals_above_it()
    {
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 10, EmbeddingSize = 4, HiddenSize = 3 });

        var html = ModelSummary.Of(model, 1, 5).ToHtml();

        Assert.Contains("<table>", html, StringComparison.Ordinal);
        Assert.Contains("Multiply-adds", html, StringComparison.Ordinal);
        Assert.Contains("[1, 5, 6]", html, StringComparison.Ordinal);
        Assert.Contains("MB of activations", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_leaves_the_model_as_it_was()
    {
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 10, EmbeddingSize = 4, HiddenSize = 3 });
        model.train();

        var first = ModelSummary.Of(model, 1, 5);
        var second = ModelSummary.Of(model, 1, 5);

        Assert.True(model.training);
        Assert.Equal(first.MultiplyAdds, second.MultiplyAdds);
    }
}
