using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

public sealed class FreshClassifierTests
{
    [Theory]
    [InlineData("BertForSequenceClassification")]
    [InlineData("DistilBertForSequenceClassification")]
    [InlineData("RobertaForSequenceClassification")]
    public void A_classifier_of_a_configuration_has_the_checkpoints_shape_and_none_of_its_weights(string checkpoint)
    {
        using var trained = AutoModelForSequenceClassification.FromPretrained(Fixture.Path("hf", checkpoint));
        manual_seed(1);

        using var fresh = AutoModelForSequenceClassification.FromConfig(trained.Config);

        Assert.IsType(trained.GetType(), fresh);
        Assert.Null(fresh.LoadReport);
        var weights = fresh.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        Assert.All(trained.named_parameters(), pair =>
        {
            Assert.Equal(pair.parameter.shape, weights[pair.name].shape);
            if (pair.name.EndsWith("word_embeddings.weight", StringComparison.Ordinal)) Assert.NotEqual(Fixture.Floats(pair.parameter), Fixture.Floats(weights[pair.name]));
        });
        Assert.Equal(trained.named_parameters().Count(), weights.Count);
    }

    [Fact]
    public void A_configuration_with_a_head_of_the_course_gives_that_head()
    {
        using var trained = EncoderForSequenceClassification.FromPretrained(Fixture.Path("hf", "BertForMaskedLM"), ClassificationHead.Custom, ["a", "b", "c"]);

        using var fresh = Assert.IsType<EncoderForSequenceClassification>(AutoModelForSequenceClassification.FromConfig(trained.Config));

        Assert.Equal(trained.Head.named_parameters().Select(pair => pair.name), fresh.Head.named_parameters().Select(pair => pair.name));
    }

    [Fact]
    public void An_architecture_without_a_classifier_is_refused_by_its_name() =>
        Assert.Contains("'gpt2'", Assert.Throws<NotSupportedException>(() => AutoModelForSequenceClassification.FromConfig(new Gpt2Config())).Message, StringComparison.Ordinal);
}
