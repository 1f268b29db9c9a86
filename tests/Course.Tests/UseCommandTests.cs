using Course.Commands;
using Course.Packages;
using Course.Terminal;

namespace Course.Tests;

public sealed class UseCommandTests : IDisposable
{
    private readonly SmallClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task A_feed_without_the_packages_changes_nothing()
    {
        Assert.Equal(1, await UseAsync("nuget"));
        Assert.False(File.Exists(_clone.Repository.PackagesProps));
        Assert.Contains("TorchSharp.Embedded.csproj", _clone.Restored);
    }

    [Fact]
    public async Task A_feed_with_the_packages_is_used_until_the_drop_ins_are_chosen_again()
    {
        var versions = CentralVersions.Read(_clone.Repository);
        _clone.Publish("TorchSharp", versions["TorchSharp"]);
        _clone.Publish("TorchSharp-cpu", versions["TorchSharp-cpu"]);

        Assert.Equal(0, await UseAsync("nuget"));
        Assert.Equal("nuget", PackageChoice.Read(_clone.Repository));
        Assert.Contains($"\"TorchSharp-cpu/{versions["TorchSharp-cpu"]}\"", _clone.Restored);
        Assert.DoesNotContain("TorchSharp.Embedded.csproj", _clone.Restored);

        Assert.Equal(0, await UseAsync("embedded"));
        Assert.Equal("embedded", PackageChoice.Read(_clone.Repository));
        Assert.DoesNotContain("\"TorchSharp-cpu/", _clone.Restored);
    }

    private Task<int> UseAsync(string packages) =>
        new UseCommand(_clone.Repository, new CourseTerminal()).Parse([packages]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
}
