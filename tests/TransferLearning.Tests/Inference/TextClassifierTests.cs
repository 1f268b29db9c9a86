using TransferLearning.Data;
using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Training;
using TransferLearning.Training;

namespace TransferLearning.Tests.Inference;

public sealed class TextClassifierTests
{
    private static readonly string[] s_texts = ["the film", "the plot was bland and the cast and the score", "lovely", ""];

    [Fact]
    public void The_fast_runtime_is_chosen_for_the_encoders_that_it_knows_and_the_model_class_for_others()
    {
        using var bert = ToyReviews.Bert();
        using var lstm = ToyReviews.Lstm();
        using var bertFolder = ToyEncoders.Save(bert);
        using var lstmFolder = ToyEncoders.Save(lstm);
        using var fast = TextClassifier.Load(bertFolder.FullName);
        using var other = TextClassifier.Load(lstmFolder.FullName);

        Assert.IsType<EncoderRuntime>(fast);
        Assert.IsType<ModelClassClassifier>(other);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("lstm")]
    public void Predictions_are_those_of_the_pipeline(string architecture)
    {
        using var model = Create(architecture);
        using var folder = ToyEncoders.Save(model);
        using var classifier = TextClassifier.Load(folder.FullName);

        var expected = new TextClassificationPipeline(model, ToyReviews.Tokenizer).Classify(s_texts, topK: null);
        var predictions = classifier.Predict(s_texts);

        AssertSame(expected, [.. predictions.Select(prediction => prediction.Scores)]);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("lstm")]
    public void Metrics_are_those_of_the_trainer(string architecture)
    {
        using var model = Create(architecture);
        using var folder = ToyEncoders.Save(model);
        using var classifier = TextClassifier.Load(folder.FullName);
        var data = ToyReviews.Tokens(150, 5);

        var expected = new Trainer(model, new()).Evaluate(data);
        var metrics = classifier.Evaluate(data);

        Assert.Equal(expected.LossValue, metrics.LossValue, 5);
        Assert.Equal(expected.Report.ToString(), metrics.Report.ToString());
        Assert.Equal(expected.RocAuc!.Value, metrics.RocAuc!.Value, 5);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("lstm")]
    public void Where_several_labels_may_be_true_each_has_a_probability_of_its_own(string architecture)
    {
        using var model = Create(architecture, "multi_label_classification");
        using var folder = ToyEncoders.Save(model);
        using var classifier = TextClassifier.Load(folder.FullName);

        var predictions = classifier.Predict(s_texts);

        foreach (var prediction in predictions)
        {
            foreach (var (label, score) in prediction.Scores)
                Assert.Equal(1 / (1 + Math.Exp(-prediction.Logits[classifier.Labels.ToList().IndexOf(label)])), score, 5);
        }

        AssertSame(new TextClassificationPipeline(model, ToyReviews.Tokenizer).Classify(s_texts, topK: null), [.. predictions.Select(prediction => prediction.Scores)]);
    }

    [Fact]
    public void Data_with_labels_that_the_model_does_not_have_is_refused()
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var classifier = TextClassifier.Load(folder.FullName);
        var data = new TokenizedDataset([new TokenizedExample([2, 5, 3], null, 2)], ["bad", "so-so", "good"], padTokenId: 0);

        Assert.Contains("the data has 3 (bad, so-so, good)", Assert.Throws<ArgumentException>(() => classifier.Evaluate(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_of_nothing_is_refused()
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var classifier = TextClassifier.Load(folder.FullName);

        Assert.Throws<ArgumentException>(() => classifier.Evaluate(new TokenizedDataset([], ["negative", "positive"], padTokenId: 0)));
    }

    [Fact]
    public void A_body_without_a_trained_head_is_an_error_that_names_what_is_missing()
    {
        using var body = new BertModel(ToyReviews.BertConfig);
        using var folder = new TemporaryFolder();
        body.SavePretrained(folder.FullName, tokenizer: ToyReviews.Tokenizer);

        var error = Assert.Throws<InvalidDataException>(() => TextClassifier.Load(folder.FullName));

        Assert.Contains("classifier.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("course train --model", error.Message, StringComparison.Ordinal);
    }

    private static SequenceClassificationModel Create(string architecture, string? problem = null)
    {
        TorchSharp.torch.manual_seed(1);
        SequenceClassificationModel model = architecture == "bert"
            ? new BertForSequenceClassification(ToyReviews.BertConfig with { ProblemType = problem })
            : new LstmClassifier(new LstmConfig { VocabSize = ToyReviews.Tokenizer.VocabSize, EmbeddingSize = 16, HiddenSize = 16, ProblemType = problem });
        model.eval();
        return model;
    }

    private static void AssertSame(IReadOnlyList<IReadOnlyList<TextClassification>> expected, IReadOnlyList<IReadOnlyList<TextClassification>> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Select(result => result.Label), actual[i].Select(result => result.Label));
            Assert.All(expected[i].Zip(actual[i]), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 5));
        }
    }
}
