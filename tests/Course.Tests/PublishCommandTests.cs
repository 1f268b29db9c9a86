using System.Diagnostics;
using System.Net;
using Course.Processes;
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

        // What a full-size RoBERTa-base would take in this model's place: the formula is right for the model that is here, so it is for that.
        var weights = new FileInfo(Path.Combine(output, "app", "model", "model.safetensors")).Length;
        Assert.InRange(Int8Bytes(vocabulary: 8192, hidden: 256, layers: 4, positions: 512, tokenTypes: 2) / (double)weights, 0.99, 1.01);
        const int RobertaVocabularyFiles = 2_800_000; // vocab.json, merges.txt and tokenizer.json of roberta-base
        var withoutModel = SizeOf(output) - SizeOf(Path.Combine(output, "app", "model"));
        Assert.InRange(withoutModel + RobertaVocabularyFiles + Int8Bytes(vocabulary: 50_265, hidden: 768, layers: 12, positions: 514, tokenTypes: 1), 128_000_000, 220_000_000);

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

    [Theory]
    [InlineData("echo 'no such package' >&2; exit 1", "no such package")]
    [InlineData("exit 3", "It ended with exit code 3 and said nothing.")]
    [InlineData("echo halfway; kill -9 $$", "halfway\nIt was ended from outside, by signal 9; the system sends 9 when memory runs out.")]
    public async Task A_program_that_failed_is_never_told_without_a_reason(string script, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");

        var run = await ChildProcess.CaptureAsync("/bin/sh", ["-c", script], _folder.FullName, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(reason, run.Failure);
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

    /// <summary>
    /// The weights of an encoder with a classifier for two labels, in bytes: matrices and word embeddings in eight bits with a float32 scale a row,
    /// everything else (biases, norms, positions, the head) in float32. The inner width is four times the hidden one.
    /// </summary>
    private static long Int8Bytes(long vocabulary, long hidden, long layers, long positions, long tokenTypes)
    {
        var embeddings = Matrix(vocabulary, hidden) + (4 * hidden * (positions + tokenTypes + 2));
        var layer = (4 * Matrix(hidden, hidden)) + Matrix(4 * hidden, hidden) + Matrix(hidden, 4 * hidden) + (4 * hidden * (4 + 4 + 1 + 4));
        var head = 4 * ((hidden * hidden) + hidden + (2 * hidden) + 2);
        return embeddings + (layers * layer) + head;

        static long Matrix(long rows, long columns) => (rows * columns) + (4 * rows);
    }

    private static long SizeOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
