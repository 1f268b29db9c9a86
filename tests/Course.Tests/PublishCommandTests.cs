using System.Diagnostics;
using System.Net;
using CourseProgram;

namespace Course.Tests;

/// <summary><c>course publish</c>: the published folder is started and talked to.</summary>
public sealed class PublishCommandTests(TrainedClassifier classifier) : IClassFixture<TrainedClassifier>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("course-publish-");

    public void Dispose()
    {
        if (_folder.Exists)
            Run("chmod", "-R", "u+w", _folder.FullName);
        _folder.Delete(recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_published_folder_runs_read_only_without_dotnet_and_without_rights()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "Published servers run on Linux.");
        var output = Path.Combine(_folder.FullName, "published");
        var made = await CourseProcess.RunAsync("publish", "--model", classifier.Folder, "--int8", "--output", output);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        Assert.All(["Dockerfile", "Procfile", "heroku.yml", "kubernetes.yaml", "reviews.service", "README.md"], file => Assert.DoesNotContain("{{", File.ReadAllText(Path.Combine(output, file))));

        // Root may write anywhere, whatever the folder's rights say; nobody may not.
        Run("chmod", "-R", "a-w,a+rX", _folder.FullName);
        var program = Path.Combine(output, "app", "TransferLearning.Web");
        var isRoot = Environment.UserName == "root" && File.Exists("/usr/bin/setpriv");
        var start = isRoot
            ? new ProcessStartInfo("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "--bounding-set=-all", program])
            : new ProcessStartInfo(program);
        start.Environment.Clear();
        foreach (var (name, value) in new[] { ("PATH", "/usr/bin:/bin"), ("PORT", "0"), ("DOTNET_EnableDiagnostics", "0") })
            start.Environment[name] = value;
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = ("/", true, true);
        await using var server = await ServingProcess.ListeningAsync(Process.Start(start)!);

        Assert.Equal("positive", (await server.PredictAsync("A joyous hymn to amateur choirs, sung with gusto and edited with flair.")).GetProperty("label").GetString());
        Assert.Equal("negative", (await server.PredictAsync("Glacial and hollow. The plot is a dull errand and the cast looks bored.")).GetProperty("label").GetString());
        Assert.Contains("\"int8\"", await server.Client.GetStringAsync("models", TestContext.Current.CancellationToken));
        Assert.Contains("course_texts_total 2", await server.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken));
        Assert.Contains("\"/predict\"", await server.Client.GetStringAsync("openapi/v1.json", TestContext.Current.CancellationToken));
        using var page = await server.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(File.Exists(Path.Combine(output, "app", "page", "index.html")) ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_not_replaced()
    {
        var mine = Path.Combine(_folder.FullName, "mine.txt");
        File.WriteAllText(mine, "mine");

        var refused = await CourseProcess.RunAsync("publish", "--model", classifier.Folder, "--output", _folder.FullName);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("holds something that is no published server", refused.Error);
        Assert.True(File.Exists(mine));
    }

    [Fact]
    public async Task A_model_without_a_trained_head_is_not_published()
    {
        var output = Path.Combine(_folder.FullName, "published");

        var refused = await CourseProcess.RunAsync("publish", "--model", "course-bert-small", "--output", output);

        Assert.Equal(1, refused.ExitCode);
        Assert.DoesNotContain("   at ", refused.Error);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
