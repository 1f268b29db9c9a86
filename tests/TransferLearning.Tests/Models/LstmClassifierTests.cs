using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

/// <summary>Golden numbers: see tests/fixtures/lstm/README.md.</summary>
public class LstmClassifierTests
{
    [Theory]
    [InlineData("padded_not_packed")]
    [InlineData("packed")]
    public void Logits_and_loss_agree_with_PyTorch(string key)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = Golden();
        var expected = Fixture.Json("lstm", "expected.json").GetProperty(key);
        var inputs = expected.GetProperty("inputs");

        var output = model.forward(Fixture.Tensor(inputs.GetProperty("x")), Mask(inputs), labels: Fixture.Tensor(inputs.GetProperty("y")).reshape(5, 1));

        Fixture.AssertClose(Fixture.Tensor(expected.GetProperty("logits")), output.Logits.reshape(5), 1e-5, "logits");
        Assert.Equal(expected.GetProperty("loss_f64").GetDouble(), output.Loss!.item<float>(), 1e-5);
    }

    [Fact]
    public void Gradients_agree_with_PyTorch()
    {
        using var scope = NewDisposeScope();
        using var model = Golden();
        var inputs = Fixture.Json("lstm", "expected.json").GetProperty("packed").GetProperty("inputs");
        var expected = SafeTensors.Load(Fixture.Path("lstm", "grads_packed.safetensors"));

        model.forward(Fixture.Tensor(inputs.GetProperty("x")), Mask(inputs), labels: Fixture.Tensor(inputs.GetProperty("y")).reshape(5, 1)).Loss!.backward();

        foreach (var (name, parameter) in model.named_parameters())
        {
            var (wanted, found) = (Fixture.Floats(expected[name]), Fixture.Floats(parameter.grad!));
            var difference = Math.Sqrt(wanted.Zip(found, (w, f) => Math.Pow((double)w - f, 2)).Sum());
            Assert.True(difference <= 1e-4 * Math.Sqrt(wanted.Sum(w => (double)w * w)), $"{name} differs by {difference:g3}");
        }
    }

    [Fact]
    public void Words_start_from_pre_trained_vectors_where_there_are_any()
    {
        using var scope = NewDisposeScope();
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 4, EmbeddingSize = 2, HiddenSize = 3 });
        var vectors = new WordVectors(["good", "bad", "[PAD]"], [0.5f, 1.5f, -2.5f, 3.5f, 9, 9]);

        var found = model.InitializeEmbeddings(vectors, ["[PAD]", "[UNK]", "bad", "good"]);

        var table = Fixture.Floats(model.get_parameter("embedding.weight")!);
        Assert.Equal(2, found);
        Assert.Equal([0f, 0f], table[..2]);
        Assert.DoesNotContain(0f, table[2..4]);
        Assert.Equal([-2.5f, 3.5f, 0.5f, 1.5f], table[4..]);
    }

    [Fact]
    public void Vectors_of_another_width_are_refused() =>
        Assert.Contains("EmbeddingSize", Assert.Throws<ArgumentException>(() => new LstmClassifier(new LstmConfig { VocabSize = 4, EmbeddingSize = 3, HiddenSize = 3 }).InitializeEmbeddings(new WordVectors(["a"], [1f, 2f]), ["a"])).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_saved_loads_again_for_any_number_of_labels()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var config = (LstmConfig)new LstmConfig { VocabSize = 6, EmbeddingSize = 2, HiddenSize = 3 }.WithLabels(["a", "b", "c"]);
        using var model = new LstmClassifier(config);
        model.SavePretrained(folder.Path("lstm"));

        using var again = AutoModelForSequenceClassification.FromPretrained(folder.Path("lstm"));

        Assert.True(again.LoadReport!.IsExact, again.LoadReport.ToString());
        Assert.Equal(["a", "b", "c"], again.Config.Labels);
        Assert.Equal([1L, 3L], again.forward(tensor(new long[] { 1, 2, 3 }).reshape(1, 3)).Logits.shape);
    }

    [Fact]
    public void Two_labels_share_one_score_whose_sigmoid_is_held_against_a_half()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 6, EmbeddingSize = 2, HiddenSize = 3 });
        var (input, label) = (tensor(new long[] { 1, 2, 3 }).reshape(1, 3), tensor(new long[] { 1 }));
        model.eval();

        var output = model.forward(input, labels: label);
        model.SavePretrained(folder.Path("lstm"));
        using var again = LstmClassifier.FromPretrained(folder.Path("lstm"));

        var score = output.Logits.select(1, 1);
        Assert.Equal([1L, 6L], model.get_parameter("fc.weight")!.shape);
        Assert.Equal(0f, output.Logits.select(1, 0).item<float>());
        Assert.Equal(nn.functional.binary_cross_entropy_with_logits(score, label.to_type(ScalarType.Float32)).item<float>(), output.Loss!.item<float>(), 1e-6);
        Assert.Equal(score.sigmoid().item<float>() > 0.5, output.Logits.argmax(1).item<long>() == 1);
        Assert.True(again.LoadReport!.IsExact, again.LoadReport.ToString());
        Assert.Equal(Fixture.Floats(output.Logits), Fixture.Floats(again.forward(input).Logits));
    }

    [Fact]
    public void With_a_score_for_each_of_two_labels_the_last_layer_has_two_rows()
    {
        using var model = new LstmClassifier(new LstmConfig { VocabSize = 6, EmbeddingSize = 2, HiddenSize = 3, SingleOutput = false });

        Assert.Equal([2L, 6L], model.get_parameter("fc.weight")!.shape);
    }

    private static Tensor? Mask(System.Text.Json.JsonElement inputs) => Fixture.Tensor(inputs, "lengths") is { } lengths
        ? arange(9, dtype: ScalarType.Int64).unsqueeze(0).lt(lengths.unsqueeze(1)).to_type(ScalarType.Int64)
        : null;

    private static LstmClassifier Golden()
    {
        var model = new LstmClassifier((LstmConfig)new LstmConfig { VocabSize = 60, EmbeddingSize = 50, HiddenSize = 16, ProblemType = "multi_label_classification" }.WithLabels(["positive"]));
        using var file = SafeTensorsFile.Open(Fixture.Path("lstm", "model.safetensors"));
        foreach (var (name, parameter) in model.named_parameters()) file.CopyTo(name, parameter);
        model.eval();
        return model;
    }
}
