using OnnxRuntime;
using TransferLearning.Compression;
using TransferLearning.Export;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Inference;
using TransferLearning.Tests.Training;

namespace TransferLearning.Tests.Export;

public sealed class OnnxExportTests
{
    private static readonly int[] s_lengths = [3, 40, 17, 1];

    [Fact]
    public void Onnx_runtime_answers_as_the_model_classes_do_for_every_architecture()
    {
        using var peer = OnnxRuntimePeer.Start(out var reason);
        Assert.SkipWhen(peer is null, reason);
        var ids = ToyEncoders.Tokens(s_lengths);
        foreach (var name in ToyEncoders.Names)
        {
            using var model = ToyEncoders.Create(name);
            int[] types = name.StartsWith("bert", StringComparison.Ordinal) ? [.. ids.Select(id => id % 2)] : [];
            AssertSame(peer, model, ids, types);
        }
    }

    [Theory]
    [InlineData("gelu_new")]
    [InlineData("relu")]
    [InlineData("silu")]
    [InlineData("tanh")]
    public void Onnx_runtime_knows_the_other_activations(string activation)
    {
        using var peer = OnnxRuntimePeer.Start(out var reason);
        Assert.SkipWhen(peer is null, reason);
        TorchSharp.torch.manual_seed(5);
        using var model = new BertForSequenceClassification(ToyReviews.BertConfig with { VocabSize = 300, HiddenAct = activation, MaxPositionEmbeddings = 64 });
        model.eval();

        AssertSame(peer, model, ToyEncoders.Tokens(s_lengths), []);
    }

    [Fact]
    public void Onnx_runtime_answers_as_a_pruned_model_does()
    {
        using var peer = OnnxRuntimePeer.Start(out var reason);
        Assert.SkipWhen(peer is null, reason);
        using var model = ToyEncoders.Create("distilbert");
        float[][] features = [[.. Enumerable.Range(0, 130)], [.. Enumerable.Range(0, 130).Select(f => f < 30 ? 1f : 1000f)]];
        using var pruned = StructuredPruning.Prune(model, new Importance([[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]], features), new() { Heads = 0.4, Features = 0.5, FeaturesAcrossLayers = true });

        AssertSame(peer, pruned, ToyEncoders.Tokens(s_lengths), []);
    }

    [Fact]
    public void A_quantized_model_is_written_as_the_numbers_that_it_stands_for()
    {
        using var peer = OnnxRuntimePeer.Start(out var reason);
        Assert.SkipWhen(peer is null, reason);
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var quantized = new TemporaryFolder();
        Quantization.Quantize(folder.FullName, quantized.FullName);
        using var loaded = AutoModelForSequenceClassification.FromPretrained(quantized.FullName);

        AssertSame(peer, loaded, ToyEncoders.Tokens(s_lengths), [], quantized.FullName);
    }

    [Fact]
    public void The_folder_holds_what_belongs_to_the_model()
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();

        var path = OnnxExport.Export(folder.FullName, output.FullName);

        Assert.Equal(Path.Combine(output.FullName, "model.onnx"), path);
        Assert.InRange(new FileInfo(path).Length, model.NumParameters() * 4, (model.NumParameters() * 4) + 40_000);
        Assert.True(File.Exists(Path.Combine(output.FullName, "config.json")) && File.Exists(Path.Combine(output.FullName, "tokenizer.json")));
    }

    private static void AssertSame(OnnxRuntimePeer peer, SequenceClassificationModel model, int[] ids, int[] types, string? saved = null)
    {
        using var folder = saved is null ? ToyEncoders.Save(model) : null;
        using var output = new TemporaryFolder();
        peer.Load(OnnxExport.Export(saved ?? folder!.FullName, output.FullName), threads: 1);

        var expected = ToyEncoders.Expected(model, ids, types, s_lengths);
        var actual = peer.Run(ids, s_lengths, types).Logits;

        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4f);
    }
}
