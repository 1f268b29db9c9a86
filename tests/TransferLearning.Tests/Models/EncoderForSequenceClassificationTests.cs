using TransferLearning.Models;
using TransferLearning.Tests.Data;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

public class EncoderForSequenceClassificationTests
{
    [Theory]
    [InlineData("BertForSequenceClassification", ClassificationHead.Plain)]
    [InlineData("DistilBertForSequenceClassification", ClassificationHead.Small)]
    [InlineData("RobertaForSequenceClassification", ClassificationHead.Custom)]
    public void A_head_on_a_pre_trained_body_is_saved_and_loaded_with_it(string checkpoint, ClassificationHead head)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        manual_seed(7);
        var input = tensor(new long[] { 2, 5, 6, 7, 3 }).reshape(1, 5);
        using var model = EncoderForSequenceClassification.FromPretrained(Fixture.Path("hf", checkpoint), head, ["bad", "good", "mixed"]);
        model.SavePretrained(folder.Path("model"));

        using var again = Assert.IsType<EncoderForSequenceClassification>(AutoModelForSequenceClassification.FromPretrained(folder.Path("model")));

        Assert.True(again.LoadReport!.IsExact, again.LoadReport.ToString());
        Assert.Equal(["bad", "good", "mixed"], again.Config.Labels);
        Assert.Equal(head, again.Config.ClassifierHead);
        Assert.Equal(Fixture.Floats(model.forward(input).Logits), Fixture.Floats(again.forward(input).Logits));
        Assert.Equal([1L, 3L], again.forward(input).Logits.shape);
    }

    [Fact]
    public void The_body_comes_from_the_checkpoint_and_the_head_is_new()
    {
        using var scope = NewDisposeScope();
        using var model = EncoderForSequenceClassification.FromPretrained(Fixture.Path("hf", "RobertaForSequenceClassification"), ClassificationHead.Custom);
        using var body = RobertaModel.FromPretrained(Fixture.Path("hf", "RobertaForSequenceClassification"));

        Assert.All(model.LoadReport!.NewlyInitialized, name => Assert.StartsWith("head.", name, StringComparison.Ordinal));
        Assert.Empty(model.LoadReport.Missing);
        Assert.Equal(Fixture.Floats(body.WordEmbeddings), Fixture.Floats(((RobertaModel)model.Encoder).WordEmbeddings));
        Assert.Contains("roberta.encoder.layer.0.attention.self.query.weight", model.named_parameters().Select(pair => pair.name));
    }

    [Fact]
    public void The_head_learns_while_the_body_is_frozen()
    {
        using var scope = NewDisposeScope();
        using var model = EncoderForSequenceClassification.FromPretrained(Fixture.Path("hf", "DistilBertForSequenceClassification"), ClassificationHead.Small);
        model.Freeze("distilbert");

        model.forward(tensor(new long[] { 2, 5, 3 }).reshape(1, 3), labels: tensor(new long[] { 1 })).Loss!.backward();

        Assert.All(model.Head.parameters(), parameter => Assert.NotNull(parameter.grad));
        Assert.All(model.Encoder.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void An_unknown_head_in_the_configuration_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", """{"model_type":"bert","classifier_head":"enormous"}""");
        folder.Write("model.safetensors", "");

        Assert.Contains("config.json", Assert.Throws<InvalidDataException>(() => AutoModelForSequenceClassification.FromPretrained(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_does_not_stand_on_a_decoder() =>
        Assert.Contains("gpt2", Assert.Throws<NotSupportedException>(() => new EncoderForSequenceClassification(new Gpt2Config())).Message, StringComparison.Ordinal);
}
