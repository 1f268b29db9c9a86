using CourseProgram;

namespace Course.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_command()
    {
        var help = await CourseProcess.RunAsync("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.All(["run", "check", "lint", "test", "slides", "site", "new", "clear", "lab", "list", "doctor", "pretrain", "train", "evaluate", "predict", "use"], command => Assert.Contains($"  {command}", help.Output));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("lint")]
    [InlineData("slides")]
    [InlineData("site")]
    [InlineData("new")]
    [InlineData("clear")]
    [InlineData("lab")]
    [InlineData("test")]
    [InlineData("list")]
    [InlineData("doctor")]
    [InlineData("pretrain")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("use")]
    public async Task Each_command_has_help(string command)
    {
        var help = await CourseProcess.RunAsync(command, "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains($"course {command}", help.Output);
    }

    [Fact]
    public async Task An_unknown_command_fails_and_says_so()
    {
        var run = await CourseProcess.RunAsync("trian");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("trian", run.Error + run.Output);
    }

    [Fact]
    public async Task List_names_the_lessons_with_their_titles()
    {
        var list = await CourseProcess.RunAsync("list");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("00 · Start here", list.Output);
        Assert.Contains("01 · Transfer learning in one picture", list.Output);
    }

    [Fact]
    public async Task Running_a_lesson_that_does_not_exist_names_those_that_do()
    {
        var run = await CourseProcess.RunAsync("run", "77");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no lesson '77'", run.Error);
        Assert.Contains("01-transfer-learning", run.Error);
    }

    [Fact]
    public async Task Doctor_marks_each_thing_as_ok_or_missing()
    {
        var doctor = await CourseProcess.RunAsync("doctor");
        Assert.Contains("[OK]      .NET 10 SDK", doctor.Output);
        Assert.Contains("[OK]      Pre-trained checkpoint", doctor.Output);
        Assert.All(
            doctor.Output.Split('\n').Where(line => line.StartsWith("[MISSING]", StringComparison.Ordinal)),
            line => Assert.Contains("fix:", doctor.Output[doctor.Output.IndexOf(line, StringComparison.Ordinal)..]));
    }
}
