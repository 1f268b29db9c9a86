using System.Text;
using CourseProgram;

namespace Course.Tests;

/// <summary>What a user gets wrong ends in one clear message, an exit code that is not zero, and no file half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-bad-input-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("text\tlabel\n", "but no examples")]
    [InlineData("", "empty")]
    [InlineData("words\tlabel\nfine\t1\ngrim\t0\n", "words")]
    [InlineData("text\tverdict\nfine\t1\n", "verdict")]
    [InlineData("text\tlabel\nfine\t1\ngrim\t0\textra\n", "train.tsv(3)")]
    [InlineData("text\tlabel\nfine\t1\ngrim\n", "train.tsv(3)")]
    public async Task Train_names_what_is_wrong_with_the_data(string content, string expected)
    {
        await AssertTrainFailsAsync(Encoding.UTF8.GetBytes(content), expected);
    }

    [Fact]
    public async Task Train_refuses_a_file_that_is_not_utf8()
    {
        await AssertTrainFailsAsync([.. "text\tlabel\nfine\t1\nna"u8, 0xEF, .. "ve\t0\n"u8], "UTF-8");
    }

    [Theory]
    [InlineData("nobody/no-such-model", "HF_HUB_OFFLINE is set")]
    [InlineData("../model", "is no name of a model")]
    public async Task Download_says_what_to_do_without_a_network_and_with_a_wrong_name(string name, string expected)
    {
        var run = await CourseProcess.RunAsync("download", name);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task Train_names_a_data_folder_that_is_not_there()
    {
        var missing = Path.Combine(_folder, "nowhere");
        var run = await CourseProcess.RunAsync("train", "--data", missing, "--output", Path.Combine(_folder, "model"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(missing, run.Error);
    }

    [Fact]
    public async Task Train_names_a_model_that_is_not_there_and_says_where_it_looked()
    {
        File.WriteAllText(Path.Combine(_folder, "train.tsv"), "text\tlabel\nfine\t1\ngrim\t0\n");
        var run = await CourseProcess.RunAsync("train", "--data", _folder, "--model", "no-such-model", "--output", Path.Combine(_folder, "model"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no-such-model", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task Evaluate_refuses_a_label_that_the_model_does_not_know()
    {
        var model = Path.Combine(_folder, "model");
        File.WriteAllText(Path.Combine(_folder, "train.tsv"), "text\tlabel\nfine\tgood\ngrim\tbad\n");
        Assert.Equal(0, (await CourseProcess.RunAsync("train", "--data", _folder, "--output", model, "--epochs", "1")).ExitCode);

        var strange = Path.Combine(_folder, "strange.tsv");
        File.WriteAllText(strange, "text\tlabel\nfine\tgood\nodd\tpurple\n");
        var run = await CourseProcess.RunAsync("evaluate", "--data", strange, "--model", model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("purple", run.Error);
        Assert.Contains("strange.tsv(3)", run.Error);
    }

    [Fact]
    public async Task Predict_refuses_a_checkpoint_without_a_trained_head()
    {
        var run = await CourseProcess.RunAsync("predict", "--model", "course-bert-small", "a fine film");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("classifier.weight", run.Error);
    }

    [Fact]
    public async Task A_full_disk_ends_training_with_a_message_and_nothing_half_written()
    {
        File.WriteAllText(Path.Combine(_folder, "train.tsv"), "text\tlabel\nfine\tgood\ngrim\tbad\n");
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;

        var ran = await CourseProcess.RunOnSmallDiskAsync(disk, megabytes: 3, "train", "--data", _folder, "--output", Path.Combine(disk, "model"), "--epochs", "1");

        Assert.SkipWhen(ran is null, "A disk of three megabytes needs Linux and the right to mount one (unshare).");
        var (run, files) = ran.Value;
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No space left on device", run.Error);
        Assert.Contains("Free some space and resume.", run.Error.ReplaceLineEndings(" "));
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Equal("", files);
    }

    private async Task AssertTrainFailsAsync(byte[] content, string expected)
    {
        var data = Path.Combine(_folder, "train.tsv");
        File.WriteAllBytes(data, content);
        var model = Path.Combine(_folder, "model");
        var run = await CourseProcess.RunAsync("train", "--data", data, "--output", model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Contains("train.tsv", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.False(Directory.Exists(model), "A model folder was left behind.");
    }
}
