using System.Text;
using ApiListings;

namespace TorchSharp.Tests.Api;

/// <summary>COVERAGE.md beside the engine tells how much of TorchSharp's API there is. With UPDATE_COVERAGE=1 in the environment it is written anew.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Coverage_page_is_up_to_date()
    {
        var page = Path.Combine(RepositoryRoot(), "lib", "embedded", "TorchSharp", "COVERAGE.md");
        var expected = Page();
        if (Environment.GetEnvironmentVariable("UPDATE_COVERAGE") == "1") File.WriteAllText(page, expected);
        Assert.True(File.ReadAllText(page) == expected, "COVERAGE.md is stale; run this test with UPDATE_COVERAGE=1.");
    }

    private static string Page()
    {
        var listing = Path.Combine(AppContext.BaseDirectory, "api", "TorchSharp-0.107.0.txt");
        var areas = ApiListing.MeasureCoverage(typeof(torch).Assembly, listing, Area);
        var text = new StringBuilder("""
            # What the embedded engine has of TorchSharp 0.107.0

            Public and protected members, counted by the test `Coverage_page_is_up_to_date` against `tests/api/TorchSharp-0.107.0.txt`.
            Whatever is here has the real package's names, parameters and defaults; what is not here needs `./course use nuget`.

            | area | members here | members in TorchSharp |
            |---|---:|---:|

            """);
        foreach (var area in areas) text.Append($"| {area.Area} | {area.Present} | {area.Total} |\n");
        text.Append($"| **all** | {areas.Sum(area => area.Present)} | {areas.Sum(area => area.Total)} |\n");
        return text.ToString();
    }

    private static string Area(string type)
    {
        var name = type["TorchSharp.".Length..];
        foreach (var prefix in (ReadOnlySpan<string>)[
            "torch.distributions", "torch.jit", "torch.fft", "torch.linalg", "torch.special", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.nn",
            "torch.optim", "torch.autograd", "torch.utils", "torch.Tensor", "Modules", "Utils"])
        {
            if (name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)) return prefix;
        }

        return name.StartsWith("torch.", StringComparison.Ordinal) ? "torch.*" : name == "torch" ? "torch" : "TorchSharp";
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds global.json.");
    }
}
