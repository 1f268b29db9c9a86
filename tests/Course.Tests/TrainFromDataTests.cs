using CourseProgram;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Text;
using static TorchSharp.torch;

namespace Course.Tests;

/// <summary>What <c>course train</c> starts from, and what it keeps for the next time.</summary>
public sealed class TrainFromDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-train-").FullName;

    public TrainFromDataTests()
    {
        var lines = Enumerable.Range(0, 64).Select(i => $"the {(i % 3 == 0 ? "film" : "plot")} was {(i % 2 == 0 ? "lovely" : "dreadful")}\t{i % 2}").ToArray();
        File.WriteAllLines(Data, ["text\tlabel", .. lines]);
        var tokenizer = new WordPieceTrainer { VocabularySize = 100, MinFrequency = 1 }.Train(lines);
        using var model = new BertModel(new BertConfig { VocabSize = tokenizer.VocabSize, HiddenSize = 16, NumHiddenLayers = 1, NumAttentionHeads = 2, IntermediateSize = 32, MaxPositionEmbeddings = 32, InitializerRange = 0.1 });
        model.SavePretrained(Body);
        tokenizer.SavePretrained(Body);
    }

    private string Data => Path.Combine(_folder, "train.tsv");

    private string Body => Path.Combine(_folder, "tiny-bert");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task From_scratch_keeps_the_shape_and_the_vocabulary_and_none_of_the_weights()
    {
        await TrainAsync("tuned", "--learning-rate", "1e-9");
        await TrainAsync("fresh", "--learning-rate", "1e-9", "--from-scratch");

        // At so small a rate a step changes no weight by more than it.
        var (body, tuned, fresh) = (WordEmbeddings(Body, "embeddings"), WordEmbeddings(PathOf("tuned"), "bert.embeddings"), WordEmbeddings(PathOf("fresh"), "bert.embeddings"));
        Assert.All(body.Zip(tuned), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(body.Length, fresh.Length);
        Assert.True(body.Zip(fresh).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-3) > 0.9 * body.Length);
    }

    [Fact]
    public async Task An_lstm_has_no_scratch_to_begin_from()
    {
        var run = await CourseProcess.RunAsync("train", "--data", Data, "--model", "lstm", "--from-scratch", "--output", PathOf("model"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--from-scratch is for models with a pre-trained body", run.Error);
    }

    [Fact]
    public async Task Tokens_are_kept_where_that_is_asked_for_and_a_damaged_file_changes_nothing_but_is_told()
    {
        var cache = PathOf("tokens");
        await TrainAsync("first", "--token-cache", cache);
        var kept = Assert.Single(Directory.GetFiles(cache));
        var bytes = File.ReadAllBytes(kept);

        var second = await TrainAsync("second", "--token-cache", cache);
        Assert.DoesNotContain(cache, second);

        File.WriteAllBytes(kept, bytes[..^4]);
        var third = await TrainAsync("third", "--token-cache", cache);
        Assert.Contains($"Tokenized data kept in '{kept}' cannot be used", third);
        Assert.Equal(bytes, File.ReadAllBytes(kept));

        byte[] Weights(string name) => File.ReadAllBytes(Path.Combine(PathOf(name), "model.safetensors"));
        Assert.Equal(Weights("first"), Weights("second"));
        Assert.Equal(Weights("first"), Weights("third"));
    }

    [Fact]
    public async Task Labels_that_are_not_contiguous_are_told_and_can_be_named()
    {
        File.WriteAllLines(Data, File.ReadAllLines(Data).Select(line => line.EndsWith('1') ? line[..^1] + "3" : line.EndsWith('0') ? line[..^1] + "1" : line));
        var told = await CourseProcess.RunAsync("train", "--data", Data, "--model", Body, "--output", PathOf("model"));
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("the labels are the numbers 1, 3, which do not run from 0 without a gap", told.Error);

        await TrainAsync("named", "--labels", "1,3");

        Assert.Contains("\"0\": \"1\"", File.ReadAllText(Path.Combine(PathOf("named"), "config.json")));
    }

    [Fact]
    public async Task Early_stopping_without_evaluations_is_refused()
    {
        var run = await CourseProcess.RunAsync("train", "--data", Data, "--model", Body, "--output", PathOf("model"), "--early-stopping", "2");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("give a validation split", run.Error);
    }

    [Fact]
    public async Task Keeping_tokens_and_keeping_none_contradict_each_other()
    {
        var run = await CourseProcess.RunAsync("train", "--data", Data, "--output", PathOf("model"), "--token-cache", PathOf("tokens"), "--no-token-cache");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("contradict each other", run.Error);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private async Task<string> TrainAsync(string name, params string[] options)
    {
        var run = await CourseProcess.RunAsync(["train", "--data", Data, "--model", Body, "--output", PathOf(name), "--max-steps", "1", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output;
    }

    private static float[] WordEmbeddings(string folder, string prefix)
    {
        using var scope = NewDisposeScope();
        return SafeTensors.Load(Path.Combine(folder, "model.safetensors"))[$"{prefix}.word_embeddings.weight"].data<float>().ToArray();
    }
}
