using TorchSharp;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class FeatureTests
{
    [Fact]
    public void A_head_learns_features_that_a_line_can_part()
    {
        var (train, test) = (Separable(200, 1), Separable(100, 2));

        using var head = FeatureHead.Train(train);

        Assert.True(head.Evaluate(test).Accuracy > 0.95);
        Assert.All(head.Predict(test), row => Assert.Equal(1, row.Sum(), 5));
    }

    [Fact]
    public void A_head_with_a_hidden_layer_learns_what_no_line_can_part()
    {
        var random = new Random(3);
        var points = Enumerable.Range(0, 400).Select(_ => (X: random.NextSingle() - 0.5f, Y: random.NextSingle() - 0.5f)).ToList();
        var features = new FeatureSet([.. points.SelectMany(point => (float[])[point.X, point.Y])], 2, [.. points.Select(point => point.X * point.Y > 0 ? 1 : 0)], ["no", "yes"]);

        using var line = FeatureHead.Train(features, new() { WeightDecay = 0 });
        using var curve = FeatureHead.Train(features, new() { HiddenSize = 32, WeightDecay = 0, Dropout = 0 });

        Assert.True(line.Evaluate(features).Accuracy < 0.7);
        Assert.True(curve.Evaluate(features).Accuracy > 0.9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_head()
    {
        var (train, test) = (Separable(60, 1), Separable(20, 2));

        using var first = FeatureHead.Train(train, new() { Epochs = 3 });
        using var second = FeatureHead.Train(train, new() { Epochs = 3 });

        Assert.Equal(first.Predict(test).SelectMany(row => row), second.Predict(test).SelectMany(row => row));
    }

    [Fact]
    public void Features_of_another_width_are_an_error()
    {
        using var head = FeatureHead.Train(Separable(20, 1), new() { Epochs = 1 });

        Assert.Throws<ArgumentException>(() => head.Predict(new FeatureSet([1, 2], 2, [0], ["no", "yes"])));
    }

    [Fact]
    public void Mean_features_are_the_mean_of_the_tokens_states_without_padding()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        torch.manual_seed(4);
        var model = new BertModel(ToyReviews.BertConfig);
        var tokens = ToyReviews.Tokens(6, seed: 3);

        var features = new FeatureExtractor(model).Extract(tokens, batchSize: 4);

        for (var i = 0; i < tokens.Count; i++)
        {
            long[] ids = [.. tokens[i].InputIds.Select(id => (long)id)];
            var expected = model.forward(torch.tensor(ids, [1, ids.Length])).LastHiddenState.mean([1]).data<float>().ToArray();
            Assert.All(expected.Zip(features[i].ToArray()), pair => Assert.Equal(pair.First, pair.Second, 4));
        }
    }

    [Fact]
    public void Features_of_both_kinds_stand_side_by_side_and_come_in_the_order_of_the_data()
    {
        torch.manual_seed(4);
        using var model = new BertModel(ToyReviews.BertConfig);
        var tokens = ToyReviews.Tokens(7, seed: 3);

        var mean = new FeatureExtractor(model, FeaturePooling.Mean).Extract(tokens);
        var first = new FeatureExtractor(model, FeaturePooling.Cls).Extract(tokens);
        var both = new FeatureExtractor(model, FeaturePooling.MeanAndCls).Extract(tokens, batchSize: 2);

        Assert.Equal(64, both.Dimensions);
        Assert.Equal(tokens.Select(example => example.Label), both.Labels);
        Assert.All(mean[3].ToArray().Concat(first[3].ToArray()).Zip(both[3].ToArray()), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Theory]
    [InlineData(FeaturePooling.Mean)]
    [InlineData(FeaturePooling.MeanAndCls)]
    public void One_pass_gives_the_features_of_every_layer(FeaturePooling pooling)
    {
        torch.manual_seed(5);
        using var model = new BertModel(ToyReviews.BertConfig);
        var tokens = ToyReviews.Tokens(5, seed: 4);

        var layers = new FeatureExtractor(model, pooling).ExtractLayers(tokens, batchSize: 2);

        Assert.Equal(model.Config.Depth + 1, layers.Count);
        for (var layer = 0; layer < layers.Count; layer++)
            Assert.Equal(new FeatureExtractor(model, pooling, layer).Extract(tokens, batchSize: 2).Values.ToArray(), layers[layer].Values.ToArray());
        Assert.Equal(tokens.Select(example => example.Label), layers[0].Labels);
    }

    [Fact]
    public void A_layer_that_the_model_lacks_is_an_error()
    {
        using var model = new BertModel(ToyReviews.BertConfig);

        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureExtractor(model, layer: 3));
    }

    [Fact]
    public void Features_kept_in_a_file_are_the_same_again()
    {
        using var folder = new TemporaryFolder();
        var features = Separable(10, 1);

        features.Save(folder.Path("features.safetensors"));
        var loaded = FeatureSet.Load(folder.Path("features.safetensors"));

        Assert.Equal(features.Values.ToArray(), loaded.Values.ToArray());
        Assert.Equal((features.Dimensions, 10), (loaded.Dimensions, loaded.Count));
        Assert.Equal(features.Labels, loaded.Labels);
        Assert.Equal(features.LabelNames, loaded.LabelNames);
    }

    [Fact]
    public void A_file_of_weights_is_no_file_of_features()
    {
        using var folder = new TemporaryFolder();
        using var model = new BertModel(ToyReviews.BertConfig);
        model.SavePretrained(folder.FullName);

        Assert.Contains("holds no features", Assert.Throws<InvalidDataException>(() => FeatureSet.Load(folder.Path("model.safetensors"))).Message, StringComparison.Ordinal);
    }

    /// <summary>Two clouds in five dimensions, one of which is far larger than the others.</summary>
    private static FeatureSet Separable(int count, int seed)
    {
        var random = new Random(seed);
        var values = new List<float>();
        for (var i = 0; i < count; i++)
        {
            float[] row = [.. Enumerable.Range(0, 5).Select(_ => random.NextSingle() - 0.5f)];
            row[0] += i % 2 == 0 ? -0.6f : 0.6f;
            row[4] = 1000 * row[4];
            values.AddRange(row);
        }

        return new FeatureSet([.. values], 5, [.. Enumerable.Range(0, count).Select(i => i % 2)], ["no", "yes"]);
    }
}
