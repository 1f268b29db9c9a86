using TransferLearning.Compression;
using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Inference;
using TransferLearning.Tests.Training;
using TransferLearning.Training;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Compression;

public sealed class PruningTests
{
    private static readonly int[] s_lengths = [3, 40, 17, 1];

    [Fact]
    public void Global_magnitude_pruning_zeroes_exactly_the_smallest_weights_of_all_layers()
    {
        using var model = ToyEncoders.Create("bert");
        var before = Matrices(model).ToDictionary(pair => pair.Name, pair => Fixture.Floats(pair.Value));
        var sorted = before.Values.SelectMany(values => values).Select(Math.Abs).Order().ToArray();

        var report = MagnitudePruning.Prune(model, 0.4);

        var threshold = sorted[(int)(0.4 * sorted.Length) - 1];
        foreach (var (name, value) in Matrices(model)) Assert.Equal(before[name].Select(weight => Math.Abs(weight) <= threshold ? 0 : weight), Fixture.Floats(value));
        Assert.Equal(0.4, report.Sparsity, 3);
        Assert.Equal(report.Layers, MagnitudePruning.Measure(model).Layers);
    }

    [Fact]
    public void Pruning_per_layer_zeroes_the_same_share_of_each_matrix_and_leaves_the_rest_of_the_model()
    {
        using var model = ToyEncoders.Create("distilbert");
        var head = Fixture.Floats(model.get_parameter("classifier.weight")!);

        var report = MagnitudePruning.Prune(model, 0.5, PruningScope.PerLayer);

        Assert.All(report.Layers, layer => Assert.Equal(0.5, layer.Sparsity, 2));
        Assert.Equal(12, report.Layers.Count);
        Assert.Equal(head, Fixture.Floats(model.get_parameter("classifier.weight")!));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.7)]
    [InlineData(1, 0.8)]
    [InlineData(2, 0.8)]
    public void The_gradual_schedule_is_a_cubic(double progress, double expected) => Assert.Equal(expected, GradualPruning.SparsityAt(0.8, progress), 10);

    [Fact]
    public void Gradual_pruning_ends_at_its_share_of_zeros_and_the_model_still_learns()
    {
        using var model = ToyReviews.Bert();
        var pruning = new GradualPruning(model, 0.5, every: 3);

        new Trainer(model, new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 12 }, ToyReviews.Tokens(96, 1), callbacks: [pruning]).Train();

        Assert.Equal(0.5, MagnitudePruning.Measure(model).Sparsity, 2);
        Assert.InRange(new Trainer(model).Evaluate(ToyReviews.Tokens(64, 2)).Accuracy, 0.9, 1);
    }

    [Fact]
    public void Importance_is_the_size_of_the_derivative_by_a_factor_on_the_head()
    {
        using var model = ToyReviews.Bert();
        var examples = ToyReviews.Tokens(4, 3);

        var importance = Importance.Measure(model, examples, batchSize: 4);

        // By finite differences: head 1 of layer 0 scaled through its columns of the output projection.
        var weight = model.get_parameter("bert.encoder.layer.0.attention.output.dense.weight")!;
        var (above, below) = (LossWithFactor(1.01), LossWithFactor(0.99));
        Assert.Equal(Math.Abs((above - below) / 0.02), importance.Heads[0][1], 3);
        Assert.Equal(64, importance.Features[1].Length);
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));

        double LossWithFactor(double factor)
        {
            using var noGrad = no_grad();
            using var part = weight.narrow(1, 16, 16);
            using var saved = part.clone();
            part.mul_(factor);
            var loss = new Trainer(model).Evaluate(examples).LossValue;
            part.copy_(saved);
            return loss;
        }
    }

    [Theory]
    [InlineData("bert", false)]
    [InlineData("distilbert-custom-head", true)]
    [InlineData("roberta", true)]
    public void Cutting_out_heads_and_features_that_do_nothing_changes_no_answer_and_shrinks_the_matrices(string name, bool acrossLayers)
    {
        using var model = ToyEncoders.Create(name);
        var heads = new[] { new float[] { 1, 0, 3, 0, 5 }, [0, 2, 0, 4, 0] };
        var features = Enumerable.Range(0, 2).Select(layer => Enumerable.Range(0, 130).Select(f => f % 2 == layer ? 1f + f : 0).ToArray()).ToArray();
        Silence(model, heads, features);

        using var smaller = StructuredPruning.Prune(model, new Importance(heads, features), new() { Heads = 0.5, Features = 0.5, FeaturesAcrossLayers = acrossLayers });

        var ids = ToyEncoders.Tokens(s_lengths);
        var expected = ToyEncoders.Expected(model, ids, [], s_lengths);
        Assert.Equal([5 - 2, 5 - 3], Enumerable.Range(0, 2).Select(layer => smaller.Config.LayerSize(layer).Heads));
        Assert.Equal([65, 65], Enumerable.Range(0, 2).Select(layer => smaller.Config.LayerSize(layer).Intermediate));
        Assert.True(smaller.NumParameters() < 0.85 * model.NumParameters());
        AssertClose(expected, ToyEncoders.Expected(smaller, ids, [], s_lengths));

        using var folder = ToyEncoders.Save(smaller);
        using var reloaded = AutoModelForSequenceClassification.FromPretrained(folder.FullName);
        AssertClose(expected, ToyEncoders.Expected(reloaded, ids, [], s_lengths));
        using var runtime = EncoderRuntime.Load(folder.FullName);
        var logits = new float[expected.Length];
        runtime.Score(ids, [], s_lengths, logits);
        AssertClose(expected, logits);
    }

    [Fact]
    public void A_model_pruned_twice_remembers_its_heads_by_their_first_numbers()
    {
        using var model = ToyEncoders.Create("bert");
        var features = Enumerable.Repeat(new float[130], 2).ToArray();
        using var once = StructuredPruning.Prune(model, new Importance([[9, 1, 8, 7, 6], [1, 9, 9, 9, 9]], features), new() { Heads = 0.2 });

        using var twice = StructuredPruning.Prune(once, new Importance([[9, 8, 1, 7], [9, 9, 9, 1]], features), new() { Heads = 0.25 });

        Assert.Equal([1, 3], twice.Config.PrunedHeads![0]);
        Assert.Equal([0, 4], twice.Config.PrunedHeads![1]);
    }

    [Theory]
    [InlineData("\"pruned_heads\": {\"0\": [0, 1]}", "leaves layer 0 no head")]
    [InlineData("\"pruned_heads\": {\"7\": [0]}", "a layer in pruned_heads is 7")]
    [InlineData("\"pruned_heads\": {\"0\": [5]}", "a head in pruned_heads of layer 0 is 5")]
    [InlineData("\"intermediate_sizes\": [10]", "1 entries for 2 layers")]
    public void Sizes_in_the_configuration_that_cannot_be_are_refused(string key, string message)
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        var path = Path.Combine(folder.FullName, "config.json");
        File.WriteAllText(path, "{" + key + "," + File.ReadAllText(path).TrimStart()[1..]);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => AutoModelForSequenceClassification.FromPretrained(folder.FullName)).Message, StringComparison.Ordinal);
    }

    /// <summary>Makes heads and features of no importance really do nothing.</summary>
    private static void Silence(SequenceClassificationModel model, float[][] heads, float[][] features)
    {
        using var noGrad = no_grad();
        foreach (var (name, value) in Matrices(model))
        {
            var layer = name.Contains(".layer.1.", StringComparison.Ordinal) ? 1 : 0;
            if (name.EndsWith("attention.output.dense.weight", StringComparison.Ordinal) || name.EndsWith("out_lin.weight", StringComparison.Ordinal)) Zero(value, heads[layer], 12);
            else if (name.EndsWith("output.dense.weight", StringComparison.Ordinal) || name.EndsWith("lin2.weight", StringComparison.Ordinal)) Zero(value, features[layer], 1);
        }

        static void Zero(Tensor weight, float[] scores, int width)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                if (scores[i] == 0) weight.narrow(1, i * width, width).zero_();
            }
        }
    }

    private static IEnumerable<(string Name, Tensor Value)> Matrices(SequenceClassificationModel model) =>
        model.named_parameters().Where(pair => pair.name.Contains(".layer.", StringComparison.Ordinal) && pair.parameter.dim() == 2).Select(pair => (pair.name, (Tensor)pair.parameter));

    private static void AssertClose(float[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-5f);
    }
}
