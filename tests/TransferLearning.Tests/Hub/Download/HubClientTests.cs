using System.Net;
using System.Security.Cryptography;
using TransferLearning.Hub;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Hub.Download;

public sealed class HubClientTests : IAsyncLifetime, IDisposable
{
    private const string Model = "owner/model";

    private static readonly byte[] Weights = RandomBytes(3_000_000);

    private readonly TemporaryFolder folder = new();
    private FakeHub hub = null!;

    public async ValueTask InitializeAsync() =>
        hub = (await FakeHub.StartAsync()).With("config.json", "{}").With("vocab.txt", "[PAD]\n").With("model.safetensors", Weights).With("tf_model.h5", RandomBytes(5_000));

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_download_is_laid_out_as_Pythons_library_lays_it_out()
    {
        using var client = Client();

        var snapshot = await client.DownloadAsync(Model);

        Assert.Equal(folder.Path($"models--owner--model/snapshots/{FakeHub.Commit}"), snapshot);
        Assert.Equal(FakeHub.Commit, File.ReadAllText(folder.Path("models--owner--model/refs/main")));
        Assert.Equal(Weights, File.ReadAllBytes(folder.Path($"models--owner--model/blobs/{FakeHub.Sha256(Weights)}")));
        Assert.Equal("{}", File.ReadAllText(folder.Path($"models--owner--model/blobs/{FakeHub.GitSha1("{}"u8.ToArray())}")));
        Assert.Equal($"../../blobs/{FakeHub.Sha256(Weights)}".Replace('/', Path.DirectorySeparatorChar), new FileInfo(Path.Combine(snapshot, "model.safetensors")).LinkTarget);
        Assert.Equal(["config.json", "model.safetensors", "vocab.txt"], Names(snapshot));
        Assert.DoesNotContain(hub.Seen, request => request.Path.Contains("tf_model.h5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_links_are_not_possible_the_files_are_copies()
    {
        using var client = Client(options => options with { UseLinks = false });

        var snapshot = await client.DownloadAsync(Model);

        Assert.Null(new FileInfo(Path.Combine(snapshot, "model.safetensors")).LinkTarget);
        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        using var client = Client();
        await client.DownloadAsync(Model);
        hub.Seen.Clear();

        await client.DownloadAsync(Model);

        Assert.Equal(["/api/models/owner/model/revision/main"], hub.Seen.Select(request => request.Path));
    }

    [Fact]
    public async Task Only_the_wanted_files_come_also_from_folders_and_by_pattern()
    {
        hub.With("onnx/model.onnx", RandomBytes(2_000)).With("onnx/vocab.json", "{}");
        using var client = Client();

        var snapshot = await client.DownloadAsync(Model, FakeHub.Commit, ["onnx/*", "config.json"]);

        Assert.Equal(["config.json", "onnx/model.onnx", "onnx/vocab.json"], Names(snapshot));
        Assert.Equal(2_000, File.ReadAllBytes(Path.Combine(snapshot, "onnx", "model.onnx")).Length);
    }

    [Fact]
    public async Task A_broken_connection_is_taken_up_where_it_broke()
    {
        hub.Failing("model.safetensors", Fault.Cut, Fault.Cut);
        using var client = Client();

        var snapshot = await client.DownloadAsync(Model);

        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(snapshot, "model.safetensors")));
        var ranges = hub.Gets("model.safetensors").Where(request => request.Server == "storage").Select(request => request.Range).ToList();
        Assert.Equal(3, ranges.Count);
        Assert.Null(ranges[0]);
        Assert.All(ranges[1..], range => Assert.Matches("^bytes=[1-9][0-9]*-$", range));
    }

    [Fact]
    public async Task A_download_that_was_stopped_goes_on_from_its_partial_file()
    {
        Directory.CreateDirectory(folder.Path("models--owner--model/blobs"));
        File.WriteAllBytes(folder.Path($"models--owner--model/blobs/{FakeHub.Sha256(Weights)}.incomplete"), Weights[..2_000_000]);
        using var client = Client();

        var snapshot = await client.DownloadAsync(Model);

        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(snapshot, "model.safetensors")));
        Assert.Equal("bytes=2000000-", hub.Gets("model.safetensors").First().Range);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_again()
    {
        hub.Failing("model.safetensors", Fault.Cut, Fault.NoRanges);
        using var client = Client();

        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(await client.DownloadAsync(Model), "model.safetensors")));
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(3_000_000)]
    [InlineData(4_000_000)]
    public async Task A_partial_file_with_wrong_bytes_is_noticed_and_fetched_anew(int length)
    {
        Directory.CreateDirectory(folder.Path("models--owner--model/blobs"));
        File.WriteAllBytes(folder.Path($"models--owner--model/blobs/{FakeHub.Sha256(Weights)}.incomplete"), new byte[length]);
        using var client = Client();

        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(await client.DownloadAsync(Model), "model.safetensors")));
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("config.json")]
    public async Task Wrong_bytes_are_refused_and_not_kept(string file)
    {
        hub.Failing(file, Fault.WrongBytes, Fault.WrongBytes);
        using var client = Client();

        var error = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync(Model));

        Assert.Equal(HubProblem.Damaged, error.Problem);
        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        var etag = file == "config.json" ? FakeHub.GitSha1("{}"u8.ToArray()) : FakeHub.Sha256(Weights);
        Assert.Empty(Directory.GetFiles(folder.Path("models--owner--model/blobs"), etag + "*"));
        Assert.False(File.Exists(folder.Path($"models--owner--model/snapshots/{FakeHub.Commit}/{file}")));
    }

    [Fact]
    public async Task Wrong_bytes_once_are_mended_by_a_second_try()
    {
        hub.Failing("model.safetensors", Fault.WrongBytes);
        using var client = Client();

        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(await client.DownloadAsync(Model), "model.safetensors")));
    }

    [Fact]
    public async Task A_server_that_stalls_is_asked_again()
    {
        hub.Failing("model.safetensors", Fault.Stall);
        using var client = Client(options => options with { StallTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal(Weights, File.ReadAllBytes(Path.Combine(await client.DownloadAsync(Model), "model.safetensors")));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_until_patience_ends()
    {
        hub.Failing("HEAD config.json", Fault.Busy, Fault.Busy).Failing("vocab.txt", Fault.Busy);
        using var client = Client();
        await client.DownloadAsync(Model);

        hub.With("more.txt", "more").Failing("HEAD more.txt", [.. Enumerable.Repeat(Fault.Busy, 4)]);
        using var impatient = Client(options => options with { MaxRetries = 3 });
        var error = await Assert.ThrowsAsync<HubException>(() => impatient.DownloadAsync(Model, files: ["more.txt"]));

        Assert.Equal(HubProblem.ServerError, error.Problem);
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_never_to_the_file_server()
    {
        await using var closed = (await FakeHub.StartAsync(token: "hf_secret")).With("config.json", "{}").With("model.safetensors", Weights);
        using var client = Client(options => options with { Endpoint = closed.Address, Token = "hf_secret" });

        await client.DownloadAsync(Model);

        Assert.All(closed.Seen, request => Assert.Equal(request.Server == "hub" ? "Bearer hf_secret" : null, request.Authorization));
        Assert.Contains(closed.Seen, request => request.Server == "storage");
    }

    [Fact]
    public async Task Without_the_right_token_the_message_tells_how_to_set_one_and_what_to_do_offline()
    {
        await using var closed = await FakeHub.StartAsync(token: "hf_secret");
        using var stranger = Client(options => options with { Endpoint = closed.Address });
        using var mistaken = Client(options => options with { Endpoint = closed.Address, Token = "hf_old" });

        var first = await Assert.ThrowsAsync<HubException>(() => stranger.DownloadAsync(Model));
        var second = await Assert.ThrowsAsync<HubException>(() => mistaken.DownloadAsync(Model));

        Assert.Equal(HubProblem.Unauthorized, first.Problem);
        Assert.Contains("set HF_TOKEN", first.Message, StringComparison.Ordinal);
        Assert.Contains("models--owner--model", first.Message, StringComparison.Ordinal);
        Assert.Contains("HF_TOKEN is wrong", second.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_old", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gated_model_tells_where_to_ask_for_access()
    {
        hub.Failing("HEAD config.json", Fault.Gated);
        using var client = Client();

        var error = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync(Model));

        Assert.Equal(HubProblem.Forbidden, error.Problem);
        Assert.Contains($"Ask for access on {hub.Address}owner/model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_model_revision_or_file_is_named()
    {
        using var client = Client();

        var model = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync("owner/modle"));
        var revision = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync(Model, "v2"));
        var file = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync(Model, files: ["confg.json"]));

        Assert.Contains("'owner/modle'", model.Message, StringComparison.Ordinal);
        Assert.Contains("check the spelling", model.Message, StringComparison.Ordinal);
        Assert.Equal(HubProblem.NotFound, revision.Problem);
        Assert.Contains("no branch, tag or commit 'v2'", revision.Message, StringComparison.Ordinal);
        Assert.Equal(HubProblem.NotFound, file.Problem);
        Assert.Contains("config.json", file.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_the_message_tells_what_to_do_and_a_cached_model_still_loads()
    {
        using var client = Client(options => options with { MaxRetries = 1 });
        var snapshot = await client.DownloadAsync(Model);
        await hub.DisposeAsync();

        Assert.Equal(snapshot, await client.DownloadAsync(Model));
        var error = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync("owner/other"));

        Assert.Equal(HubProblem.Unreachable, error.Problem);
        Assert.Contains("HTTPS_PROXY", error.Message, StringComparison.Ordinal);
        Assert.Contains("models--owner--other", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.FullName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_only_the_cache_is_used()
    {
        using var offline = Client(options => options with { Offline = true });
        var error = await Assert.ThrowsAsync<HubException>(() => offline.DownloadAsync(Model));
        Assert.Empty(hub.Seen);
        using var online = Client();
        var snapshot = await online.DownloadAsync(Model);
        hub.Seen.Clear();

        Assert.Equal(snapshot, await offline.DownloadAsync(Model));
        var lacking = await Assert.ThrowsAsync<HubException>(() => offline.DownloadAsync(Model, files: ["config.json", "tf_model.h5"]));

        Assert.Empty(hub.Seen);
        Assert.Equal(HubProblem.Offline, error.Problem);
        Assert.Contains("Unset HF_HUB_OFFLINE", error.Message, StringComparison.Ordinal);
        Assert.Contains("'tf_model.h5'", lacking.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("a/../../evil.json")]
    [InlineData("/etc/evil.json")]
    [InlineData("..\\evil.json")]
    [InlineData("C:evil.json")]
    [InlineData("a//evil.json")]
    public async Task A_name_that_leads_out_of_the_cache_is_refused_whoever_says_it(string name)
    {
        hub.With(name, "evil");
        using var client = Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.DownloadAsync(Model, files: [name]));
        var error = await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync(Model, files: ["*"]));

        Assert.Equal(HubProblem.Damaged, error.Problem);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../model", "main")]
    [InlineData("a/b/c", "main")]
    [InlineData("owner/..", "main")]
    [InlineData("owner/model", "../../main")]
    [InlineData("owner/model", "a b")]
    public async Task A_name_that_cannot_be_one_is_refused_before_anything_is_sent(string name, string revision)
    {
        using var client = Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.DownloadAsync(name, revision));
        Assert.Empty(hub.Seen);
    }

    [Fact]
    public async Task Two_downloads_of_the_same_file_wait_for_each_other()
    {
        using var first = Client();
        using var second = Client();

        await Task.WhenAll(first.DownloadAsync(Model), second.DownloadAsync(Model));

        Assert.Single(hub.Gets("model.safetensors"), request => request.Server == "storage");
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_waited_for()
    {
        Directory.CreateDirectory(folder.Path(".locks/models--owner--model"));
        using var client = Client();
        Task<string> download;
        using (new FileStream(folder.Path($".locks/models--owner--model/{FakeHub.Sha256(Weights)}.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            download = client.DownloadAsync(Model);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.False(download.IsCompleted);
            Assert.Empty(hub.Gets("model.safetensors"));
        }

        await download;
        Assert.NotEmpty(hub.Gets("model.safetensors"));
    }

    [Fact]
    public async Task Stopping_keeps_what_has_arrived()
    {
        hub.Failing("model.safetensors", Fault.Stall);
        using var stop = new CancellationTokenSource();
        using var client = Client();
        var progress = new Recorder(report => { if (report.BytesReceived > 500_000) stop.Cancel(); });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.DownloadAsync(Model, progress: progress, cancellationToken: stop.Token));

        Assert.True(new FileInfo(folder.Path($"models--owner--model/blobs/{FakeHub.Sha256(Weights)}.incomplete")).Length > 500_000);
    }

    [Fact]
    public async Task Progress_grows_to_the_whole()
    {
        using var client = Client();
        var progress = new Recorder(_ => { });

        await client.DownloadAsync(Model, progress: progress);

        Assert.All(progress.Reports.Zip(progress.Reports.Skip(1)), pair => Assert.True(pair.Second.BytesReceived >= pair.First.BytesReceived));
        var last = progress.Reports[^1];
        Assert.True(last.IsComplete);
        Assert.Equal(Weights.Length + "{}".Length + "[PAD]\n".Length, last.BytesReceived);
        Assert.Equal(last.TotalBytes, last.BytesReceived);
    }

    [Fact]
    public async Task A_proxy_carries_every_request()
    {
        // A proxy is asked for whole addresses; this one answers itself, so the host of the endpoint need not exist.
        using var client = Client(options => options with { Endpoint = new Uri("http://hub.invalid"), Proxy = new WebProxy(hub.Address) });

        await client.DownloadAsync(Model, files: ["config.json"]);

        Assert.Contains(hub.Seen, request => request.Path == "/api/models/owner/model/revision/main");
    }

    [Fact]
    public async Task An_answer_that_is_no_list_of_files_is_refused()
    {
        hub.Failing("api", Fault.WrongBytes);
        using var client = Client();

        Assert.Equal(HubProblem.Damaged, (await Assert.ThrowsAsync<HubException>(() => client.DownloadAsync(Model))).Problem);
    }

    private static byte[] RandomBytes(int count) => RandomNumberGenerator.GetBytes(count);

    private static IEnumerable<string> Names(string snapshot) =>
        Directory.GetFiles(snapshot, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(snapshot, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private HubClient Client(Func<HubOptions, HubOptions>? change = null)
    {
        var options = new HubOptions { CacheFolder = folder.FullName, Endpoint = hub.Address, RetryDelay = TimeSpan.FromMilliseconds(10), StallTimeout = TimeSpan.FromSeconds(60) };
        return new HubClient(change?.Invoke(options) ?? options);
    }

    private sealed class Recorder(Action<DownloadProgress> react) : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value)
        {
            Reports.Add(value);
            react(value);
        }
    }
}
