using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Course.Commands;
using Course.Processes;
using Course.Publishing;
using Course.Serving;
using Course.Terminal;
using CourseProgram;

namespace Course.Tests;

/// <summary><c>course serve</c> as a user runs it: a process, a port, signals, the page in a browser.</summary>
public sealed class ServeCommandTests(TrainedClassifier classifier) : IClassFixture<TrainedClassifier>
{
    private const string Praise = "A joyous hymn to amateur choirs, sung with gusto and edited with flair.";

    [Fact]
    public async Task A_trained_model_is_served_loaded_anew_by_sighup_and_stopped_by_sigterm()
    {
        await using var server = await ServingProcess.ListeningAsync(CourseProcess.Start("serve", "--model", classifier.Folder, "--port", "0", "--no-page"));
        Assert.Equal("positive", (await server.PredictAsync(Praise)).GetProperty("label").GetString());

        await server.SignalAsync("HUP");
        while (server.Output.Split("Loaded the model").Length < 3)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal("positive", (await server.PredictAsync(Praise)).GetProperty("label").GetString());
        Assert.Equal(0, await server.StopAsync());
        Assert.DoesNotContain("choirs", server.Output);
    }

    [Fact]
    public async Task An_lstm_is_served_and_explained_by_its_model_class()
    {
        var folder = Directory.CreateTempSubdirectory("course-lstm-");
        try
        {
            var model = Path.Combine(folder.FullName, "reviews");
            var trained = await CourseProcess.RunAsync(
                "train", "--model", "lstm", "--data", CourseProcess.PathOf("data", "reviews"), "--output", model,
                "--max-examples", "600", "--max-length", "48", "--epochs", "4", "--learning-rate", "5e-3", "--eval-strategy", "no", "--save-strategy", "no");
            Assert.True(trained.ExitCode == 0, trained.Output + trained.Error);
            await using var server = await ServingProcess.ListeningAsync(CourseProcess.Start("serve", "--model", model, "--port", "0", "--no-page"));

            var praised = await server.PredictAsync(Praise);
            Assert.Equal("positive", praised.GetProperty("label").GetString());
            Assert.Equal(1, praised.GetProperty("scores").EnumerateObject().Sum(score => score.Value.GetDouble()), 4);
            using var response = await server.Client.PostAsJsonAsync("explain", new { review = Praise }, TestContext.Current.CancellationToken);
            var explained = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal(praised.GetProperty("score").GetDouble(), explained.GetProperty("score").GetDouble(), 5);
            Assert.Contains(explained.GetProperty("words").EnumerateArray(), word => word.GetProperty("text").GetString() == "joyous" && word.GetProperty("weight").GetDouble() != 0);
            Assert.Contains("\"lstm_classifier\"", await server.Client.GetStringAsync("models", TestContext.Current.CancellationToken));
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_told_in_a_sentence()
    {
        var run = await CourseProcess.RunAsync("serve", "--model", "/no/such/model", "--port", "0", "--no-page", "--log", "none");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no model '/no/such/model'", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var run = await CourseProcess.RunAsync("serve", "--model", classifier.Folder, "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}", "--no-page", "--log", "none");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("address already in use", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task Where_the_page_cannot_be_built_the_api_is_served_and_the_reason_told()
    {
        // A clone without the page's sources, as one without Node, cannot build it.
        var clone = Directory.CreateTempSubdirectory("course-no-page-");
        var before = Console.Out;
        using var output = new AwaitedOutput("Listening at");
        Console.SetOut(output);
        var command = new ServeCommand(new CourseRepository(clone.FullName), new CourseTerminal());
        Console.SetOut(before);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = command.Parse(["--model", classifier.Folder, "--port", "0", "--log", "none"]).InvokeAsync(cancellationToken: stop.Token);
        await Task.WhenAny(running, output.Awaited);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.Contains("API only, without the page: its sources are not in", output.ToString());
        clone.Delete(recursive: true);
    }

    [Fact]
    public async Task The_page_passes_its_component_tests_and_in_a_browser_those_from_end_to_end()
    {
        var npm = ChildProcess.Find("npm");
        if (npm is null)
            Assert.Skip("npm is not on the PATH.");
        var repository = new CourseRepository(CourseProcess.Root);
        string page;
        try
        {
            page = await WebPage.GetAsync(repository, new CourseTerminal(), TestContext.Current.CancellationToken);
        }
        catch (CourseException noPackages) when (noPackages.Message.StartsWith("npm ci", StringComparison.Ordinal))
        {
            Assert.Skip(noPackages.Message);
            throw;
        }

        var sources = CourseProcess.PathOf("lib", "TransferLearning.Web", "web");
        var components = await ChildProcess.CaptureAsync(npm, ["test"], sources, TestContext.Current.CancellationToken);
        Assert.True(components.ExitCode == 0, components.Output);

        var chromium = Browser.Find();
        if (chromium is null)
            Assert.Skip("There is no Chromium here: `./course test` installs it where it may.");
        await using var server = await ServingProcess.ListeningAsync(CourseProcess.Start("serve", "--model", classifier.Folder, "--port", "0", "--rate-limit", "0"));
        var screenshots = Path.Combine(repository.Private, "page-screenshots");
        Directory.CreateDirectory(screenshots);
        var endToEnd = await ChildProcess.CaptureAsync(npm, ["run", "e2e"], sources, TestContext.Current.CancellationToken, new Dictionary<string, string>
        {
            ["PAGE_URL"] = server.Client.BaseAddress!.AbsoluteUri,
            ["CHROMIUM"] = chromium,
            ["SCREENSHOTS"] = screenshots,
        });
        Assert.True(endToEnd.ExitCode == 0, endToEnd.Output);
        Assert.True(File.Exists(Path.Combine(page, "index.html")));
        Assert.Equal(6, Directory.GetFiles(screenshots, "*.png").Length);
    }

    /// <summary>Keeps what is written, and tells when an awaited text has come.</summary>
    private sealed class AwaitedOutput(string text) : StringWriter
    {
        private readonly TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Awaited => _awaited.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(text, StringComparison.Ordinal) == true)
                _awaited.TrySetResult();
        }
    }
}
