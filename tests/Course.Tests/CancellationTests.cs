using System.Diagnostics;
using System.Runtime.InteropServices;
using CourseProgram;

namespace Course.Tests;

public sealed class CancellationTests : IDisposable
{
    private const int Interrupt = 2; // SIGINT

    private readonly string _folder = Directory.CreateTempSubdirectory("course-cancel-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ctrl_C_stops_a_training_with_a_whole_checkpoint_and_it_can_be_resumed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send to another process.");
        var output = Path.Combine(_folder, "model");
        using var training = CourseProcess.Start(Arguments(output));
        await WaitForFirstEvaluationAsync(training);
        Assert.Equal(0, Kill(training.Id, Interrupt));
        await training.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, training.ExitCode);
        Assert.Contains("Stopped.", await training.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(output, "model.safetensors")), "A stopped training is no finished model.");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(output, "checkpoints"), "model.safetensors", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(output, "checkpoints"), "*.tmp"));

        var resumed = await CourseProcess.RunAsync([.. Arguments(output), "--resume"]);
        Assert.Equal(0, resumed.ExitCode);
        Assert.True(File.Exists(Path.Combine(output, "model.safetensors")));
    }

    // A call of the system, not the program `kill`: on a busy machine the training would end before that program began.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private string[] Arguments(string output)
    {
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);
        var lines = Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? $"a fine film number {i}\tgood" : $"a poor film number {i}\tbad");
        File.WriteAllLines(Path.Combine(data, "train.tsv"), ["text\tlabel", .. lines]);
        File.WriteAllLines(Path.Combine(data, "validation.tsv"), ["text\tlabel", "a fine film\tgood", "a poor film\tbad"]);
        return ["train", "--data", data, "--output", output, "--epochs", "80", "--batch-size", "16"];
    }

    /// <summary>The line of an evaluation says that the training is under way and that a checkpoint has been saved.</summary>
    private static async Task WaitForFirstEvaluationAsync(Process training)
    {
        while (await training.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("epoch 2", StringComparison.Ordinal))
                return;
        }

        Assert.Fail("The training ended before its second evaluation.");
    }
}
