using TransferLearning.Hub;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Hub.Download;

public class HubOptionsTests
{
    [Theory]
    [InlineData("HF_HUB_CACHE=/a HF_HOME=/b", "/a")]
    [InlineData("HUGGINGFACE_HUB_CACHE=/a", "/a")]
    [InlineData("HF_HOME=/b", "/b/hub")]
    [InlineData("XDG_CACHE_HOME=/c", "/c/huggingface/hub")]
    public void The_cache_lies_where_Pythons_library_looks_for_it(string variables, string cache) =>
        Assert.Equal(cache, Options(variables).CacheFolder.Replace('\\', '/'));

    [Fact]
    public void Without_any_variable_the_cache_lies_in_the_users_folder() =>
        Assert.EndsWith(Path.Combine(".cache", "huggingface", "hub"), Options("").CacheFolder, StringComparison.Ordinal);

    [Theory]
    [InlineData("HF_HUB_OFFLINE=1", true)]
    [InlineData("HF_HUB_OFFLINE=yes", true)]
    [InlineData("TRANSFORMERS_OFFLINE=True", true)]
    [InlineData("HF_HUB_OFFLINE=0", false)]
    [InlineData("", false)]
    public void Offline_is_said_in_Pythons_ways(string variables, bool offline) => Assert.Equal(offline, Options(variables).Offline);

    [Fact]
    public void Endpoint_and_patience_are_read()
    {
        var options = Options("HF_ENDPOINT=https://mirror.example/hub HF_HUB_DOWNLOAD_TIMEOUT=42.5");

        Assert.Equal("https://mirror.example/hub", options.Endpoint.AbsoluteUri);
        Assert.Equal(TimeSpan.FromSeconds(42.5), options.StallTimeout);
        Assert.Equal(HubOptions.HuggingFace, Options("").Endpoint);
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_refused_by_name() =>
        Assert.Contains("HF_ENDPOINT is 'mirror'", Assert.Throws<ArgumentException>(() => Options("HF_ENDPOINT=mirror")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_token_comes_from_the_variable_then_from_the_login_file()
    {
        using var home = new TemporaryFolder();
        home.Write("token", "hf_file\n");

        Assert.Equal("hf_variable", Options($"HF_HOME={home.FullName} HF_TOKEN=hf_variable").Token);
        Assert.Equal("hf_file", Options($"HF_HOME={home.FullName}").Token);
        Assert.Null(Options($"HF_HOME={home.FullName} HF_HUB_DISABLE_IMPLICIT_TOKEN=1").Token);
    }

    private static HubOptions Options(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return HubOptions.FromEnvironment(name => values.GetValueOrDefault(name));
    }
}
