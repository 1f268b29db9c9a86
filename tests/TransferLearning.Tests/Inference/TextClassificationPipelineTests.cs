using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Training;
using TransferLearning.Training;

namespace TransferLearning.Tests.Inference;

public sealed class TextClassificationPipelineTests
{
    [Fact]
    public void A_trained_model_saved_and_loaded_by_folder_classifies_texts()
    {
        using var folder = new TemporaryFolder();
        using (var model = ToyReviews.Bert())
        {
            new Trainer(model, new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 12 }, ToyReviews.Tokens(96, 1)).Train();
            model.SavePretrained(folder.FullName);
            ToyReviews.Tokenizer.SavePretrained(folder.FullName);
        }

        var pipeline = TextClassificationPipeline.FromPretrained(folder.FullName);

        Assert.Equal("positive", Pipeline.Create("text-classification", folder.FullName).Classify("the plot was gripping").Label);
        Assert.Equal("negative", pipeline.Classify("the plot was dreadful").Label);
    }

    [Fact]
    public void Results_come_in_the_order_of_the_texts_best_label_first_whatever_the_batches()
    {
        using var model = ToyReviews.Bert();
        var pipeline = new TextClassificationPipeline(model, ToyReviews.Tokenizer);
        string[] texts = ["the film", "the plot was bland and the cast and the score", "lovely", ""];

        var one = pipeline.Classify(texts, topK: null, batchSize: 1);
        var all = pipeline.Classify(texts, topK: null, batchSize: 8);

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(2, all[i].Count);
            Assert.True(all[i][0].Score >= all[i][1].Score);
            Assert.Equal(1, all[i].Sum(result => result.Score), 5);
            Assert.Equal(one[i][0].Label, all[i][0].Label);
            Assert.Equal(one[i][0].Score, all[i][0].Score, 4);
        }

        Assert.Equal(all.Select(results => results[0]), pipeline.Classify(texts, topK: 1, batchSize: 8).Select(Assert.Single));
    }

    [Fact]
    public void A_text_longer_than_the_model_takes_is_cut()
    {
        using var model = ToyReviews.Bert();
        var text = string.Join(' ', Enumerable.Repeat("the film was lovely", 500));

        Assert.InRange(new TextClassificationPipeline(model, ToyReviews.Tokenizer).Classify(text).Score, 0.5f, 1f);
    }

    [Fact]
    public void A_model_with_one_output_gives_its_labels_probability()
    {
        TorchSharp.torch.manual_seed(1);
        using var model = new BertForSequenceClassification((BertConfig)ToyReviews.BertConfig.WithLabels(["positive"]));

        var result = new TextClassificationPipeline(model, ToyReviews.Tokenizer).Classify(["the film", "lovely"], topK: null);

        using var _ = TorchSharp.torch.no_grad();
        var ids = ToyReviews.Tokenizer.Encode("lovely").InputIds.Select(id => (long)id).ToArray();
        var logit = model.forward(TorchSharp.torch.tensor(ids, [1, ids.Length])).Logits.data<float>()[0];
        Assert.Equal("positive", Assert.Single(result[1]).Label);
        Assert.Equal(1 / (1 + Math.Exp(-logit)), result[1][0].Score, 4);
    }

    [Fact]
    public void A_task_without_a_pipeline_is_an_error_that_names_those_there_are() =>
        Assert.Contains("'translation': there is one for text-classification", Assert.Throws<NotSupportedException>(() => Pipeline.Create("translation", "x")).Message, StringComparison.Ordinal);
}
