using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Text;

namespace TransferLearning.Tests.Hub.Download;

public sealed class FromPretrainedDownloadTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> before = [];
    private FakeHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await FakeHub.StartAsync();
        foreach (var file in new[] { "config.json", "model.safetensors" }) hub.With(file, File.ReadAllBytes(Fixture.Path("hf", "BertForSequenceClassification", file)));
        hub.With("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nfilm\n");
        Set("HF_HUB_OFFLINE", null);
        Set("HF_HUB_CACHE", folder.FullName);
        Set("HF_ENDPOINT", hub.Address.AbsoluteUri);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
        await hub.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_and_its_tokenizer_come_by_name()
    {
        using var model = AutoModelForSequenceClassification.FromPretrained("owner/model");
        var tokenizer = AutoTokenizer.FromPretrained("owner/model");

        Assert.IsType<BertForSequenceClassification>(model);
        Assert.True(model.LoadReport!.IsExact, model.LoadReport.ToString());
        Assert.Equal(["good", "film"], tokenizer.Tokenize("good film"));
    }

    [Fact]
    public void A_downloaded_model_needs_no_server_any_more()
    {
        BertForSequenceClassification.FromPretrained("owner/model").Dispose();
        hub.Seen.Clear();
        Set("HF_HUB_OFFLINE", "1");

        BertForSequenceClassification.FromPretrained("owner/model").Dispose();
        BertForSequenceClassification.FromPretrained("owner/model", revision: FakeHub.Commit).Dispose();

        Assert.Empty(hub.Seen);
    }

    [Fact]
    public void A_cache_with_a_model_but_no_tokenizer_is_completed()
    {
        TransferLearning.Hub.Hub.Download("owner/model", files: ["config.json", "model.safetensors"], progress: new Silence());

        Assert.Equal(7, AutoTokenizer.FromPretrained("owner/model").VocabSize);
    }

    [Fact]
    public void An_unknown_name_tells_what_the_hub_said() =>
        Assert.Contains("'owner/modle'", Assert.Throws<HubException>(() => BertModel.FromPretrained("owner/modle")).Message, StringComparison.Ordinal);

    private void Set(string name, string? value)
    {
        before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private sealed class Silence : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
        }
    }
}
