using System.Diagnostics;
using CourseProgram;
using TransferLearning.Models;
using TransferLearning.Text;

namespace Course.Tests;

/// <summary>A training that dies at any moment loses nothing but time, and the numbers do not tell that it died.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private const int Steps = 60;

    // So long that a busy machine never reaches it; a training that hangs ends the test all the same.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("course-kill-").FullName;

    public KilledTrainingTests()
    {
        var lines = Enumerable.Range(0, 64).Select(i => $"the {(i % 3 == 0 ? "film" : "plot")} was {(i % 2 == 0 ? "lovely" : "dreadful")}\t{i % 2}").ToArray();
        File.WriteAllLines(Path.Combine(_folder, "train.tsv"), ["text\tlabel", .. lines]);
        var tokenizer = new WordPieceTrainer { VocabularySize = 100, MinFrequency = 1 }.Train(lines);
        using var model = new BertModel(new BertConfig { VocabSize = tokenizer.VocabSize, HiddenSize = 16, NumHiddenLayers = 1, NumAttentionHeads = 2, IntermediateSize = 32, MaxPositionEmbeddings = 32 });
        model.SavePretrained(ModelFolder);
        tokenizer.SavePretrained(ModelFolder);
    }

    private string ModelFolder => Path.Combine(_folder, "tiny-bert");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_training_killed_twice_at_random_steps_ends_bit_identical_to_an_uninterrupted_one() => Check(kills: 2, seed: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public Task A_training_killed_ten_times_at_random_steps_ends_bit_identical_to_an_uninterrupted_one() => Check(kills: 10, seed: 2);

    [Fact]
    public async Task A_disk_that_is_full_ends_in_a_clear_error_and_leaves_the_earlier_checkpoint()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a file to stand in for a full disk.");
        // So many steps that the end is out of reach, however late the kill comes.
        string[] arguments = Arguments("model", steps: 5_000);
        Assert.True(await KillAfter(step: 3, "model", CourseProcess.Start(arguments)));
        var before = Checkpoints("model");

        using var limited = CourseProcess.StartWithFileLimit(kilobytes: 4, [.. arguments, "--resume"]);
        var error = limited.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await limited.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await limited.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, limited.ExitCode);
        Assert.Contains($"The checkpoint of step {before[^1] + 1} could not be saved", await error);
        Assert.Contains($"checkpoint-{before[^1]}'", await error);
        Assert.Equal(before, Checkpoints("model"));
    }

    private async Task Check(int kills, int seed)
    {
        Assert.Equal(0, (await CourseProcess.RunAsync(Arguments("whole"))).ExitCode);

        var random = new Random(seed);
        var (reached, killed) = (0, 0);
        for (var kill = 0; kill < kills && reached < Steps; kill++)
        {
            // Evenly spread over what is left, so that hardly a kill comes after the end.
            var step = reached + 1 + random.Next(Math.Max(1, (Steps - 5 - reached) / (kills - kill)));
            if (await KillAfter(step, "killed", CourseProcess.Start(kill == 0 ? Arguments("killed") : [.. Arguments("killed"), "--resume"])))
            {
                killed++;
                Assert.False(File.Exists(Path.Combine(_folder, "killed", "model.safetensors")) && Checkpoints("killed")[^1] < Steps, "A killed training is no finished model.");
            }

            reached = Checkpoints("killed")[^1];
        }

        Assert.True(killed > 0, "Every training ended before it could be killed.");
        Assert.Equal(0, (await CourseProcess.RunAsync([.. Arguments("killed"), "--resume"])).ExitCode);
        foreach (var file in new[] { "model.safetensors", $"checkpoints/checkpoint-{Steps}/optimizer.bin" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole", file)), File.ReadAllBytes(Path.Combine(_folder, "killed", file)));
    }

    /// <summary>Waits until a step has its checkpoint and kills at once, with a signal that cannot be caught: while the next step is made, or its checkpoint written.</summary>
    /// <returns>Whether the training was killed; false if it came to its end first.</returns>
    private async Task<bool> KillAfter(int step, string name, Process training)
    {
        using var _ = training;
        var output = training.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = training.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        // On a thread of its own: other tests that keep the pool busy would make the kill late.
        var came = await Task.Factory.StartNew(() => WaitForCheckpoint(step, name, training), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        training.Kill();
        await training.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(came, $"The training never came to step {step}: {await output}{await error}");
        return training.ExitCode != 0;
    }

    private bool WaitForCheckpoint(int step, string name, Process training)
    {
        var watch = Stopwatch.StartNew();
        while (Checkpoints(name) is not [.., var last] || last < step)
        {
            if (training.HasExited || watch.Elapsed > s_patience)
                return Checkpoints(name) is [.., var final] && final >= step;
            Thread.Sleep(1);
        }

        return true;
    }

    private int[] Checkpoints(string name)
    {
        var folder = Path.Combine(_folder, name, "checkpoints");
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)["checkpoint-".Length..])
                .Where(step => int.TryParse(step, out int _)).Select(int.Parse).Order(),
        ];
    }

    /// <summary>A checkpoint after every step, with dropout, warm-up and decay, so that whatever is lost shows.</summary>
    private string[] Arguments(string name, int steps = Steps) =>
    [
        "train", "--data", Path.Combine(_folder, "train.tsv"), "--model", ModelFolder, "--output", Path.Combine(_folder, name),
        "--batch-size", "8", "--max-steps", $"{steps}", "--learning-rate", "1e-3", "--save-strategy", "steps", "--save-steps", "1", "--save-total-limit", "2",
    ];
}
