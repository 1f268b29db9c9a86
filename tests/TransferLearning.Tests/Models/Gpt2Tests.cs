using System.Text.Json;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

/// <summary>What is particular to GPT-2; golden numbers: see tests/fixtures/hf/README.md.</summary>
public class Gpt2Tests
{
    private static readonly JsonElement s_cases = Fixture.Json("hf", "GPT2LMHeadModel", "expected.json").GetProperty("extra_cases");

    [Fact]
    public void Given_positions_replace_the_counted_ones()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var expected = s_cases.GetProperty("explicit_position_ids");
        var inputs = expected.GetProperty("inputs");

        var logits = Load().forward(Fixture.Tensor(inputs.GetProperty("input_ids")), Fixture.Tensor(inputs, "attention_mask"), Fixture.Tensor(inputs, "position_ids")).Logits;

        Fixture.AssertClose(Fixture.Tensor(expected.GetProperty("logits_last_position")), logits.select(1, -1), 1e-5, "logits");
    }

    [Fact]
    public void Greedy_generation_agrees_with_Hugging_Face()
    {
        using var scope = NewDisposeScope();
        var expected = s_cases.GetProperty("greedy_generate");

        var sequences = Load().Generate(
            Fixture.Tensor(expected.GetProperty("inputs").GetProperty("input_ids")),
            new GenerationOptions { MaxNewTokens = expected.GetProperty("max_new_tokens").GetInt32() });

        Assert.Equal(Fixture.Tensor(expected.GetProperty("sequences")).data<long>().ToArray(), sequences.data<long>().ToArray());
    }

    [Fact]
    public void The_cache_stands_for_the_tokens_read_before()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var cache = new KeyValueCache();
        var expected = s_cases.GetProperty("with_past");
        var model = Load();

        model.forward(Fixture.Tensor(expected.GetProperty("first_input_ids")), cache: cache);
        var logits = model.forward(Fixture.Tensor(expected.GetProperty("second_input_ids")), cache: cache).Logits;

        Assert.Equal(8, cache.Length);
        Fixture.AssertClose(Fixture.Tensor(expected.GetProperty("second_logits")), logits, 1e-5, "logits");
    }

    [Fact]
    public void A_row_that_has_ended_stays_ended_and_the_others_go_on()
    {
        using var scope = NewDisposeScope();
        var expected = s_cases.GetProperty("greedy_generate");
        var whole = Fixture.Tensor(expected.GetProperty("sequences")).data<long>().ToArray();
        var end = (int)whole[6]; // the second new token of the first row

        var sequences = Load().Generate(
            Fixture.Tensor(expected.GetProperty("inputs").GetProperty("input_ids")),
            new GenerationOptions { MaxNewTokens = 12, EosTokenId = end });

        Assert.All(Enumerable.Range(6, (int)sequences.shape[1] - 6), i => Assert.Equal(end, sequences[0, i].item<long>()));
    }

    [Fact]
    public void Sampling_repeats_with_the_seed_and_keeps_to_the_likeliest_tokens()
    {
        using var scope = NewDisposeScope();
        var model = Load();
        var beginning = tensor(new long[] { 5, 6, 7 }).unsqueeze(0);
        var bold = new GenerationOptions { MaxNewTokens = 20, DoSample = true, Temperature = 5, TopK = 0 };

        manual_seed(1);
        var first = model.Generate(beginning, bold).data<long>().ToArray();
        manual_seed(1);
        Assert.Equal(first, model.Generate(beginning, bold).data<long>().ToArray());
        manual_seed(2);
        Assert.NotEqual(first, model.Generate(beginning, bold).data<long>().ToArray());

        var greedy = model.Generate(beginning, new GenerationOptions { MaxNewTokens = 20 }).data<long>().ToArray();
        Assert.Equal(greedy, model.Generate(beginning, bold with { TopK = 1 }).data<long>().ToArray());
        Assert.Equal(greedy, model.Generate(beginning, bold with { TopP = 1e-6 }).data<long>().ToArray());
    }

    [Fact]
    public void A_text_that_would_outgrow_the_model_is_refused_with_what_is_left() =>
        Assert.Contains("61 at most", Assert.Throws<ArgumentException>(() => Load().Generate(ones(1, 3, dtype: int64), new GenerationOptions { MaxNewTokens = 62 })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1.0, 0, 1.0)]
    [InlineData(1, 0.0, 0, 1.0)]
    [InlineData(1, 1.0, -1, 1.0)]
    [InlineData(1, 1.0, 0, 1.5)]
    public void Impossible_options_are_refused(int tokens, double temperature, int topK, double topP) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Load().Generate(ones(1, 3, dtype: int64), new GenerationOptions { MaxNewTokens = tokens, Temperature = temperature, TopK = topK, TopP = topP }));

    private static Gpt2LMHeadModel Load() => Gpt2LMHeadModel.FromPretrained(Fixture.Path("hf", "GPT2LMHeadModel"));
}
