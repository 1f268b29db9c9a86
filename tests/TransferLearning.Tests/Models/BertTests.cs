using TorchSharp;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

public class BertTests
{
    private static readonly BertConfig s_tiny = new()
    {
        VocabSize = 50,
        HiddenSize = 16,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 24,
        MaxPositionEmbeddings = 12,
    };

    [Fact]
    public void The_fused_attention_and_the_step_by_step_one_agree()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var model = Tiny();
        var (ids, mask) = Padded();

        var fused = model.forward(ids, mask);
        var steps = model.forward(ids, mask, outputAttentions: true);

        Fixture.AssertClose(steps.Logits, fused.Logits, 1e-6, "logits");
        foreach (var weights in steps.Attentions!) Fixture.AssertClose(ones(2, 2, 5), weights.sum(-1), 1e-6, "attention rows");
    }

    [Fact]
    public void Padding_does_not_change_what_a_text_gets()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var model = Tiny();
        var (ids, mask) = Padded();

        var together = model.forward(ids, mask).Logits;
        var alone = model.forward(ids.narrow(0, 1, 1).narrow(1, 0, 3)).Logits;

        Fixture.AssertClose(alone, together.narrow(0, 1, 1), 1e-6, "logits");
    }

    [Fact]
    public void Scoring_only_the_masked_positions_gives_the_same_loss_and_gradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var model = new BertForMaskedLM(s_tiny);
        model.eval();
        var (ids, mask) = Padded();
        var labels = tensor(new long[] { -100, 7, -100, -100, 9, -100, -100, 11, -100, -100 }).reshape(2, 5);

        var all = model.forward(ids, mask, labels: labels);
        all.Loss!.backward();
        var expected = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad!.clone());
        model.zero_grad();
        var few = model.ForwardMaskedOnly(ids, labels, mask);
        few.Loss!.backward();

        Assert.Equal([3L, 50L], few.Logits.shape);
        Assert.Equal(all.Loss.item<float>(), few.Loss.item<float>(), 1e-6);
        foreach (var (name, parameter) in model.named_parameters()) Fixture.AssertClose(expected[name], parameter.grad!, 1e-6, name);
    }

    [Fact]
    public void A_batch_without_masked_positions_is_refused()
    {
        using var scope = NewDisposeScope();
        var (ids, mask) = Padded();

        Assert.Throws<ArgumentException>(() => new BertForMaskedLM(s_tiny).ForwardMaskedOnly(ids, full(2, 5, -100L, dtype: ScalarType.Int64), mask));
    }

    [Fact]
    public void Too_long_an_input_is_refused_with_both_lengths()
    {
        using var scope = NewDisposeScope();

        var error = Assert.Throws<ArgumentException>(() => Tiny().forward(ones(1, 13, dtype: ScalarType.Int64)));

        Assert.Contains("13", error.Message, StringComparison.Ordinal);
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_a_batch_dimension_is_refused() =>
        Assert.Contains("(batch, tokens)", Assert.Throws<ArgumentException>(() => Tiny().forward(ones(4, dtype: ScalarType.Int64))).Message, StringComparison.Ordinal);

    [Fact]
    public void Fresh_weights_follow_BERTs_rule()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var model = new BertForSequenceClassification(s_tiny with { HiddenSize = 64 });
        var weights = model.named_parameters().ToDictionary(pair => pair.name, pair => Fixture.Floats(pair.parameter));

        var query = weights["bert.encoder.layer.0.attention.self.query.weight"];
        Assert.InRange(Math.Sqrt(query.Average(value => (double)value * value)), 0.018, 0.022);
        Assert.All(weights["classifier.bias"], value => Assert.Equal(0, value));
        Assert.All(weights["bert.embeddings.LayerNorm.weight"], value => Assert.Equal(1, value));
        Assert.All(weights["bert.embeddings.word_embeddings.weight"].Take(64), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_same_seed_gives_the_same_model()
    {
        using var scope = NewDisposeScope();

        Assert.All(Tiny().parameters().Zip(Tiny().parameters()), pair => Assert.Equal(Fixture.Floats(pair.First), Fixture.Floats(pair.Second)));
    }

    [Fact]
    public void Frozen_parameters_get_no_gradient_and_can_be_unfrozen()
    {
        using var scope = NewDisposeScope();
        var model = Tiny();
        var all = model.NumParameters();

        var frozen = model.Freeze("bert.embeddings", "bert.encoder.layer.0");
        var (ids, mask) = Padded();
        model.forward(ids, mask, labels: tensor(new[] { 0L, 1L })).Loss!.backward();

        Assert.Equal(all - frozen, model.NumParameters(trainableOnly: true));
        foreach (var (name, parameter) in model.named_parameters())
            Assert.Equal(name.StartsWith("bert.embeddings.", StringComparison.Ordinal) || name.StartsWith("bert.encoder.layer.0.", StringComparison.Ordinal), parameter.grad is null);

        model.Unfreeze();
        Assert.Equal(all, model.NumParameters(trainableOnly: true));
    }

    [Fact]
    public void A_prefix_that_names_nothing_is_refused() =>
        Assert.Contains("bert.embeddings", Assert.Throws<ArgumentException>(() => Tiny().Freeze("bert.encoder.layer.7")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_forward_leaves_no_intermediates_behind()
    {
        using var outer = NewDisposeScope();
        using var noGrad = no_grad();
        var model = Tiny();
        var (ids, mask) = Padded();

        using var scope = NewDisposeScope();
        _ = model.forward(ids, mask);

        Assert.Equal(1, scope.DisposablesCount);
    }

    private static BertForSequenceClassification Tiny()
    {
        manual_seed(1);
        var model = new BertForSequenceClassification(s_tiny);
        model.eval();
        return model;
    }

    /// <summary>Two texts, of five and of three tokens.</summary>
    private static (Tensor Ids, Tensor Mask) Padded() =>
        (tensor(new long[] { 2, 17, 23, 31, 3, 2, 44, 3, 0, 0 }).reshape(2, 5), tensor(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 }).reshape(2, 5));
}
