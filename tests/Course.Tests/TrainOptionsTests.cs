using CourseProgram;
using TransferLearning.Training;

namespace Course.Tests;

public sealed class TrainOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-options-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_training_setting_is_an_option_with_its_documentation_and_default()
    {
        var help = await CourseProcess.RunAsync("train", "--help");

        Assert.All(TrainingSetting.All.Where(setting => setting.Name != "output_dir"), setting => Assert.Contains(setting.OptionName, help.Output));
        Assert.Contains("--label-smoothing-factor <number>", help.Output);
        Assert.Contains("How much of each label is spread over the other labels, in [0, 1). [default: 0]", help.Output);
        Assert.Contains("--optim <adamw_torch|nadam|sgd>", help.Output);
    }

    [Theory]
    [InlineData("--learning-rate", "fast", "--learning-rate is 'fast', but takes number.")]
    [InlineData("--optim", "adam", "--optim is 'adam', but takes one of adamw_torch, nadam, sgd.")]
    [InlineData("--warmup-ratio", "2", "WarmupRatio is 2, but must be between 0 and 1.")]
    public async Task A_wrong_value_is_told_before_anything_is_read(string option, string value, string expected)
    {
        var run = await CourseProcess.RunAsync("train", "--data", "nowhere", "--output", Path.Combine(_folder, "model"), option, value);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.False(Directory.Exists(Path.Combine(_folder, "model")));
    }

    [Fact]
    public async Task Training_the_head_first_needs_one_of_the_courses_heads()
    {
        var data = Path.Combine(_folder, "train.tsv");
        File.WriteAllText(data, "text\tlabel\nfine\tgood\ngrim\tbad\n");

        var run = await CourseProcess.RunAsync("train", "--data", data, "--output", Path.Combine(_folder, "model"), "--head-epochs", "12");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("choose it with --head plain, small or custom", run.Error);
    }

    [Fact]
    public async Task An_lstm_over_the_shipped_word_vectors_is_trained_by_a_file_of_settings()
    {
        var lines = Enumerable.Range(0, 64).Select(i => $"the {(i % 3 == 0 ? "film" : "plot")} was {(i % 2 == 0 ? "wonderful" : "terrible")}\t{(i % 2 == 0 ? "good" : "bad")}");
        var data = Path.Combine(_folder, "train.tsv");
        File.WriteAllLines(data, ["text\tlabel", .. lines]);
        var settings = Path.Combine(_folder, "settings.json");
        File.WriteAllText(settings, """{ "learning_rate": 0.01, "num_train_epochs": 50, "save_strategy": "no", "lr_scheduler_type": "one_cycle" }""");
        var (model, curves) = (Path.Combine(_folder, "model"), Path.Combine(_folder, "curves"));

        var trained = await CourseProcess.RunAsync(
            "train", "--model", "lstm", "--data", data, "--output", model, "--arguments", settings, "--epochs", "12", "--logging-steps", "1", "--tensorboard", curves);
        var predicted = await CourseProcess.RunAsync("predict", "--model", model, "--json", "the movie was wonderful", "the movie was terrible");
        var evaluated = await CourseProcess.RunAsync("evaluate", "--model", model, "--data", data, "--max-length", "5000");

        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        Assert.Contains("step 96/96", trained.Output); // twelve epochs, not fifty, of eight batches of eight, Hugging Face's default
        Assert.NotEmpty(Directory.GetFiles(curves, "events.out.tfevents.*"));
        string[] results = predicted.Output.Split('\n');
        Assert.Contains("\"label\":\"good\"", results[0]);
        Assert.Contains("\"label\":\"bad\"", results[1]);
        Assert.Contains("accuracy 100.0 %, F1 1.000 on 64 examples", evaluated.Output);
    }
}
