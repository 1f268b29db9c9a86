using Course.Packages;

namespace Course.Tests;

/// <summary>What <c>course use</c> makes of NuGet's errors. The texts are those of the .NET 10 SDK.</summary>
public sealed class RestoreFailureTests
{
    private static readonly Dictionary<string, string> s_versions = new() { ["TorchSharp"] = "0.107.0", ["XPlot.Plotly"] = "4.2.0" };

    [Fact]
    public void A_package_that_several_projects_miss_is_named_once_with_the_version_wanted()
    {
        var failure = RestoreFailure.Read("""
              Determining projects to restore...
            /clone/lib/A/A.csproj : error NU1101: Unable to find package XPlot.Plotly. No packages exist with this id in source(s): first, second [/clone/Course.slnx]
            /clone/lib/A/A.csproj : error NU1101: Unable to find package TorchSharp. No packages exist with this id in source(s): first, second [/clone/Course.slnx]
            /clone/lib/B/B.csproj : error NU1101: Unable to find package TorchSharp. No packages exist with this id in source(s): first, second [/clone/Course.slnx]
              Failed to restore /clone/lib/A/A.csproj (in 2.73 sec).
            """);

        Assert.Equal([new("TorchSharp", null), new("XPlot.Plotly", null)], failure.Missing);
        Assert.Equal(["first", "second"], failure.Sources);
        Assert.Empty(failure.OtherErrors);
        Assert.Equal(
            """
            Your NuGet sources lack what 'nuget' needs:
              TorchSharp 0.107.0
              XPlot.Plotly 4.2.0
            Asked: first, second (their addresses: `dotnet nuget list source`).
            Nothing was changed: the course still uses 'embedded'.
            Add a source that has them, an address or a folder of .nupkg files, with `dotnet nuget add source <source>`; then run `./course use nuget` again.
            """,
            failure.Explain("nuget", "embedded", s_versions),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_package_in_another_version_only_is_named_with_the_nearest_one()
    {
        var failure = RestoreFailure.Read("""
            /clone/lib/A/A.csproj : error NU1102: Unable to find package TorchSharp with version (>= 0.107.0)
            /clone/lib/A/A.csproj : error NU1102:   - Found 21 version(s) in first [ Nearest version: 0.105.2 ]
            /clone/lib/A/A.csproj : error NU1102:   - Found 0 version(s) in second
            """);

        Assert.Equal([new("TorchSharp", "0.105.2")], failure.Missing);
        Assert.Equal(["first", "second"], failure.Sources);
        Assert.Contains("  TorchSharp 0.107.0 (the nearest there is 0.105.2)", failure.Explain("nuget", "embedded", s_versions));
    }

    [Fact]
    public void A_source_that_does_not_answer_is_reported_once_as_NuGet_says_it()
    {
        var failure = RestoreFailure.Read("""
            /clone/lib/A/A.csproj : error NU1301: Unable to load the service index for source https://127.0.0.1:9/index.json.
            /clone/lib/A/A.csproj : error NU1301:   Connection refused (127.0.0.1:9)
            /clone/lib/B/B.csproj : error NU1301: Unable to load the service index for source https://127.0.0.1:9/index.json.
            """);

        Assert.Empty(failure.Missing);
        Assert.Equal(["NU1301: Unable to load the service index for source https://127.0.0.1:9/index.json.", "NU1301:   Connection refused (127.0.0.1:9)"], failure.OtherErrors);
        var explanation = failure.Explain("nuget-cuda", "nuget", s_versions);
        Assert.Contains("The restore with 'nuget-cuda' failed", explanation);
        Assert.Contains("still uses 'nuget'", explanation);
        Assert.DoesNotContain("lack", explanation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MSBUILD : something went wrong without a code")]
    [InlineData("error NU1102:   - Found 3 version(s) in first")]
    public void What_it_cannot_read_names_no_package(string output) => Assert.Empty(RestoreFailure.Read(output).Missing);
}
