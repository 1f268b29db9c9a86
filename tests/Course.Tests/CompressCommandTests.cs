using CourseProgram;

namespace Course.Tests;

public sealed class CompressCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-compress-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_trained_model_becomes_a_smaller_one_in_eight_bits_that_predicts()
    {
        var data = Path.Combine(_folder, "train.tsv");
        File.WriteAllText(data, "text\tlabel\n" + string.Concat(Enumerable.Repeat("a fine film\tgood\na grim film\tbad\n", 20)));
        var (model, output) = (Path.Combine(_folder, "model"), Path.Combine(_folder, "small"));
        Assert.Equal(0, (await CourseProcess.RunAsync("train", "--data", data, "--output", model, "--max-steps", "4")).ExitCode);

        var run = await CourseProcess.RunAsync("compress", "--model", model, "--data", data, "--output", output, "--layers", "2", "--prune-heads", "0.25", "--epochs", "1", "--int8");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("In memory, MB", run.Output);
        Assert.InRange(new FileInfo(Path.Combine(output, "model.safetensors")).Length, 1, new FileInfo(Path.Combine(model, "model.safetensors")).Length / 3);
        var predicted = await CourseProcess.RunAsync("predict", "--model", output, "--json", "a fine film");
        Assert.True(predicted.ExitCode == 0, predicted.Error);
        Assert.Contains("\"good\":", predicted.Output);
        var evaluated = await CourseProcess.RunAsync("evaluate", "--model", output, "--data", data);
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
        Assert.Contains("on 40 examples", evaluated.Output);
    }

    [Theory]
    [InlineData("", "There is nothing to do")]
    [InlineData("--layers 2 --static", "--static and --tolerance are for --int8")]
    public async Task What_makes_no_sense_is_told_before_anything_is_read(string options, string expected)
    {
        var run = await CourseProcess.RunAsync(["compress", "--model", "nowhere", "--data", "nowhere", "--output", Path.Combine(_folder, "small"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }
}
