using System.Net;
using TransferLearning.Web.Hosting;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Tests;

public sealed class ReloadTests(ToyModel model) : IClassFixture<ToyModel>
{
    [Fact]
    public async Task A_missing_folder_is_told_at_the_start()
    {
        var error = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => RunningServer.StartAsync(RunningServer.Options("/no/such/folder")));

        Assert.Contains("/no/such/folder", error.Message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public async Task A_damaged_file_is_told_at_the_start_and_at_a_reload_which_changes_nothing(string file)
    {
        var folder = model.Copy();
        await using var server = await RunningServer.StartAsync(RunningServer.Options(folder));
        var path = Path.Combine(folder, file);
        await File.WriteAllTextAsync(path, "{ this is no model", TestContext.Current.CancellationToken);

        var atReload = await Assert.ThrowsAsync<InvalidDataException>(() => server.Server.ReloadAsync(TestContext.Current.CancellationToken));
        var atStart = await Assert.ThrowsAsync<InvalidDataException>(() => RunningServer.StartAsync(RunningServer.Options(folder)));

        Assert.Contains(path, atReload.Message);
        Assert.Contains(path, atStart.Message);
        Assert.Equal("positive", (await server.PredictAsync("the plot was gripping")).Json.GetProperty("label").GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/readyz")).Status);
        Assert.Contains("course_model_loads_total{outcome=\"failed\"} 1\n", (await server.GetAsync("/metrics")).Text);
    }

    [Fact]
    public async Task A_model_whose_answers_are_no_numbers_is_refused()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => RunningServer.StartAsync(RunningServer.Options(), new NotANumber()));

        Assert.Contains("NaN", error.Message);
    }

    [Fact]
    public async Task Requests_under_way_end_with_the_model_that_they_began_with_and_new_ones_get_the_new_one()
    {
        var (old, young) = (new SteeredClassifier { Name = "old" }, new SteeredClassifier { Name = "young" });
        var next = new Queue<SteeredClassifier>([old, young]);
        await using var server = await RunningServer.StartAsync(RunningServer.Options(), () => next.Dequeue());
        while (old.Begun.Wait(0, TestContext.Current.CancellationToken)) { }
        old.Pause();
        var underWay = server.PredictAsync("one");
        await old.Begun.WaitAsync(TestContext.Current.CancellationToken);

        await server.Server.ReloadAsync(TestContext.Current.CancellationToken);
        Assert.False(old.IsDisposed);
        var later = server.PredictAsync("two");
        old.GoOn();

        Assert.Equal("old", (await underWay).Json.GetProperty("model").GetString());
        Assert.Equal("young", (await later).Json.GetProperty("model").GetString());
        Assert.True(SpinWait.SpinUntil(() => old.IsDisposed, TimeSpan.FromSeconds(30)));
        Assert.False(young.IsDisposed);
    }

    [Fact]
    public async Task No_request_fails_while_the_model_is_loaded_again_and_again()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));
        using var enough = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var answers = new List<HttpStatusCode>();
            while (!enough.IsCancellationRequested)
                answers.Add((await server.PredictAsync("the plot was gripping")).Status);
            return answers;
        })).ToArray();

        for (var i = 0; i < 10; i++)
            await server.Server.ReloadAsync(TestContext.Current.CancellationToken);
        await enough.CancelAsync();

        var answers = (await Task.WhenAll(asking)).SelectMany(answers => answers).ToList();
        Assert.NotEmpty(answers);
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task A_watched_folder_is_loaded_again_when_its_files_change()
    {
        var folder = model.Copy();
        await using var server = await RunningServer.StartAsync(RunningServer.Options(folder) with { WatchInterval = TimeSpan.FromMilliseconds(50) });

        var config = Path.Combine(folder, "config.json");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken)).Replace("positive", "delighted", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        while ((await server.PredictAsync("the plot was gripping")).Json.GetProperty("label").GetString() != "delighted")
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_whose_model_is_still_loading_says_so()
    {
        using var load = new ManualResetEventSlim();
        var port = FreePort();
        var starting = PredictionServer.StartAsync(RunningServer.Options() with { Port = port }, () => { load.Wait(); return new SteeredClassifier(); }, TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, "/readyz"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/healthz"));
            using var body = new StringContent("{\"review\": \"good\"}", System.Text.Encoding.UTF8, "application/json");
            using var refused = await client.PostAsync("/predict", body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        }
        finally
        {
            load.Set();
        }

        await using var server = await starting;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/readyz"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A model whose training went wrong.</summary>
    private sealed class NotANumber : ITextClassifier
    {
        private readonly SteeredClassifier _inner = new();

        public ClassifierInfo Info => _inner.Info;

        public int CoverTokenId => 0;

        public EncodedReview Encode(string text) => _inner.Encode(text);

        public IReadOnlyList<float[]> Score(IReadOnlyList<ModelInput> texts) => [.. texts.Select(_ => new[] { float.NaN, float.NaN })];

        public void Dispose()
        {
        }
    }
}
