using TorchSharp.Kernels;
using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Training;
using TransferLearning.Text;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Inference;

public sealed class EncoderRuntimeTests
{
    private static readonly int[] s_lengths = [1, 17, 70, 2, 33, 96, 5];

    public static TheoryData<string> Architectures => [.. ToyEncoders.Names];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void It_answers_as_the_model_class_does_for_texts_of_different_lengths_together(string name)
    {
        using var model = ToyEncoders.Create(name);
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);
        var types = model.Config is BertConfig { TypeVocabSize: 2 } ? ids.Select(id => id % 2).ToArray() : [];

        AssertSame(ToyEncoders.Expected(model, ids, types, s_lengths), Score(runtime, ids, types, s_lengths), 1e-5f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void It_answers_the_same_with_vectors_of_every_width(int width)
    {
        Assert.SkipUnless(width <= (int)Simd.Best, $"This machine has no vectors of {width} floats.");
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);
        var expected = ToyEncoders.Expected(model, ids, [], s_lengths);

        try
        {
            Simd.Level = (SimdLevel)width;
            AssertSame(expected, Score(runtime, ids, [], s_lengths), 1e-5f);
        }
        finally
        {
            Simd.Level = Simd.Best;
        }
    }

    [Fact]
    public void It_answers_the_same_where_sums_are_longer_than_a_block()
    {
        using var model = ToyEncoders.Create("distilbert", layers: 1, width: 288, heads: 4, intermediate: 700);
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);

        AssertSame(ToyEncoders.Expected(model, ids, [], s_lengths), Score(runtime, ids, [], s_lengths), 2e-5f);
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void It_loads_weights_of_half_the_size(ScalarType storage)
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model, storage);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        using var reloaded = AutoModelForSequenceClassification.FromPretrained(folder.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);

        AssertSame(ToyEncoders.Expected(reloaded, ids, [], s_lengths), Score(runtime, ids, [], s_lengths), 1e-5f);
    }

    [Theory]
    [InlineData("BertForSequenceClassification")]
    [InlineData("DistilBertForSequenceClassification")]
    [InlineData("RobertaForSequenceClassification")]
    public void It_answers_as_Hugging_Face_does(string name)
    {
        // expected.json: transformers' logits, see tests/fixtures/hf/README.md. Its tokenizers are not needed: the tokens are given.
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["config.json", "model.safetensors"]) File.Copy(Fixture.Path("hf", name, file), Path.Combine(folder.FullName, file));
        new WordPieceTrainer { VocabularySize = 60, MinFrequency = 1 }.Train(["a few words"]).SavePretrained(folder.FullName);
        using var runtime = EncoderRuntime.Load(folder.FullName);

        var golden = Fixture.Json("hf", name, "expected.json");
        var longest = golden.GetProperty("extra_cases").GetProperty("full_length_64");
        foreach (var (inputs, logits) in new[] { (golden.GetProperty("inputs"), golden.GetProperty("outputs").GetProperty("logits")), (longest.GetProperty("inputs"), longest.GetProperty("logits")) })
        {
            var (ids, types, lengths) = Ragged(Fixture.Tensor(inputs.GetProperty("input_ids")), Fixture.Tensor(inputs, "attention_mask"), Fixture.Tensor(inputs, "token_type_ids"));
            AssertSame(Fixture.Floats(Fixture.Tensor(logits)), Score(runtime, ids, types, lengths), 1e-5f);
        }
    }

    [Fact]
    public void Predictions_are_those_of_the_pipeline()
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        string[] texts = ["the film", "the plot was bland and the cast and the score", "lovely", ""];

        var expected = new TextClassificationPipeline(model, ToyReviews.Tokenizer).Classify(texts, topK: null);
        var predictions = runtime.Predict(texts);

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(expected[i][0].Label, predictions[i].Label);
            Assert.Equal(expected[i][0].Score, predictions[i].Score, 5);
            Assert.Equal(1, predictions[i].Scores.Sum(score => score.Score), 5);
            Assert.False(predictions[i].IsTruncated);
        }
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_and_the_prediction_says_so()
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName, new EncoderRuntimeOptions { MaxTokens = 10 });

        var prediction = runtime.Predict(string.Join(' ', Enumerable.Repeat("film", 20)));

        Assert.True(prediction.IsTruncated);
        Assert.Equal((10, 22), (prediction.TokenCount, prediction.TotalTokens));
    }

    [Fact]
    public void Many_threads_get_the_answers_that_one_gets()
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        int[][] lengths = [[3], [40, 2, 9], [96], [1, 1, 1, 1, 60]];
        var batches = lengths.Select((batch, i) => (Ids: ToyEncoders.Tokens(batch, i), Lengths: batch)).ToArray();
        var expected = batches.Select(batch => Score(runtime, batch.Ids, [], batch.Lengths)).ToArray();

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var batch = batches[i % batches.Length];
            Assert.Equal(expected[i % batches.Length], Score(runtime, batch.Ids, [], batch.Lengths));
        });
    }

    [Fact]
    public void After_the_first_runs_scoring_allocates_nothing()
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);
        var logits = new float[s_lengths.Length * 3];
        for (var i = 0; i < 50; i++) runtime.Score(ids, [], s_lengths, logits);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) runtime.Score(ids, [], s_lengths, logits);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_run_that_began_before_it_was_disposed_ends_and_a_later_one_is_refused()
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        var runtime = EncoderRuntime.Load(folder.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);
        var expected = Score(runtime, ids, [], s_lengths);
        using var started = new CountdownEvent(4);

        var runs = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var results = new List<float[]>();
            started.Signal();
            try
            {
                while (true) results.Add(Score(runtime, ids, [], s_lengths));
            }
            catch (ObjectDisposedException)
            {
                return results;
            }
        })).ToArray();
        started.Wait();
        runtime.Dispose();

        Assert.All(runs.SelectMany(run => run.Result), result => Assert.Equal(expected, result));
        Assert.Throws<ObjectDisposedException>(() => runtime.Predict("film"));
    }

    [Fact]
    public void A_body_without_a_trained_head_is_an_error_that_says_how_to_train_it()
    {
        using var model = new BertModel(ToyReviews.BertConfig);
        using var folder = new TemporaryFolder();
        model.SavePretrained(folder.FullName, tokenizer: ToyReviews.Tokenizer);

        var error = Assert.Throws<InvalidDataException>(() => EncoderRuntime.Load(folder.FullName));

        Assert.Contains("course train --model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_vector_model_is_refused_with_what_runs_it()
    {
        using var model = ToyReviews.Lstm();
        using var folder = ToyEncoders.Save(model);

        Assert.Contains("Pipeline.Create", Assert.Throws<NotSupportedException>(() => EncoderRuntime.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 5, 400 }, new[] { 2 }, "token id 400")]
    [InlineData(new[] { 5, -1 }, new[] { 2 }, "token id -1")]
    [InlineData(new[] { 5, 6 }, new[] { 1 }, "the lengths sum to 1")]
    [InlineData(new[] { 5, 6 }, new[] { 2, 0 }, "A text has 0 tokens")]
    public void Tokens_that_do_not_fit_are_refused(int[] ids, int[] lengths, string message)
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var runtime = EncoderRuntime.Load(folder.FullName);

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Score(runtime, ids, [], lengths)).Message, StringComparison.Ordinal);
    }

    private static float[] Score(EncoderRuntime runtime, int[] ids, int[] types, int[] lengths)
    {
        var logits = new float[lengths.Length * runtime.Labels.Count];
        runtime.Score(ids, types, lengths, logits);
        return logits;
    }

    private static void AssertSame(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Score {i} is {actual[i]}, and {expected[i]} is expected.");
    }

    /// <summary>The tokens of a padded batch that are no padding, text by text.</summary>
    private static (int[] Ids, int[] Types, int[] Lengths) Ragged(Tensor ids, Tensor? mask, Tensor? types)
    {
        var (rows, columns) = ((int)ids.shape[0], (int)ids.shape[1]);
        var kept = Enumerable.Range(0, rows * columns).Where(i => mask is null || mask.data<long>()[i] != 0).ToArray();
        int[] Of(Tensor tensor) => [.. kept.Select(i => (int)tensor.data<long>()[i])];
        return (Of(ids), types is null ? [] : Of(types), [.. Enumerable.Range(0, rows).Select(row => kept.Count(i => i / columns == row))]);
    }
}
