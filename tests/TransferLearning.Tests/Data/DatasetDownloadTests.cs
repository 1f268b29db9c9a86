using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Tests.Hub.Download;

namespace TransferLearning.Tests.Data;

public sealed class DatasetDownloadTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 % 251))];

    private readonly TemporaryFolder _folder = new();
    private FakeHub _server = null!;

    public async ValueTask InitializeAsync() => _server = (await FakeHub.StartAsync()).With("set.zip", Content);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_fetched_once()
    {
        var path = Fetch();
        var asked = _server.Seen.Count;

        Assert.Equal(path, Fetch());

        Assert.Equal(_folder.Path("set.zip"), path);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal(asked, _server.Seen.Count);
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_broken_download_goes_on_where_it_stopped()
    {
        _server.Failing("set.zip", Fault.Cut);

        Assert.Equal(Content, File.ReadAllBytes(Fetch()));
        Assert.Contains(_server.Gets("set.zip"), request => request.Range is not null && request.Range != "bytes=0-");
    }

    [Fact]
    public void Another_content_than_the_known_one_is_not_kept()
    {
        _server.Failing("set.zip", Fault.WrongBytes, Fault.WrongBytes);

        var error = Assert.Throws<DatasetException>(() => Fetch());

        Assert.Contains("what came from the web is not the file", error.Message, StringComparison.Ordinal);
        Assert.Contains("fetched by hand from http", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Without_a_network_the_message_says_where_to_put_the_file()
    {
        var error = Assert.Throws<DatasetException>(() => Fetch(options => options with { Offline = true }));

        Assert.Contains(_folder.Path("set.zip"), error.Message, StringComparison.Ordinal);
        Assert.Contains("HF_HUB_OFFLINE forbids the network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_from_the_web_is_told() =>
        Assert.Contains("no longer where it was", Assert.Throws<DatasetException>(() => Fetch(name: "other.zip")).Message, StringComparison.Ordinal);

    private string Fetch(Func<HubOptions, HubOptions>? configure = null, string name = "set.zip")
    {
        var options = new HubOptions { CacheFolder = _folder.Path("cache"), RetryDelay = TimeSpan.FromMilliseconds(1), MaxRetries = 2 };
        var file = new DatasetFile(name, new Uri(_server.Address, "resolve-cache/" + name), Content.Length, FakeHub.Sha256(Content));
        return new DatasetDownload(_folder.FullName, configure?.Invoke(options) ?? options).Fetch(file, new Progress<DownloadProgress>(), TestContext.Current.CancellationToken);
    }
}
