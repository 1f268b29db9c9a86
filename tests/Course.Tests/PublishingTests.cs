using Course.Publishing;
using CourseProgram;

namespace Course.Tests;

/// <summary>Slides and site as the program makes them of the lessons that ship. They want npm and its packages; without them they are skipped.</summary>
public sealed class PublishingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-publishing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_site_has_no_serious_accessibility_findings_and_fits_a_phone()
    {
        var packages = await PackagesAsync();
        var chromium = Browser.Find();
        if (chromium is null)
            Assert.Skip("There is no Chromium here: `./course test` installs it where it may.");
        // What an earlier site left is replaced.
        var site = Path.Combine(_folder, "site");
        Directory.CreateDirectory(Path.Combine(site, "assets"));
        File.WriteAllText(Path.Combine(site, "assets", "search.js"), "old");
        var made = await CourseProcess.RunAsync("site", "--output", site);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        Assert.NotEqual("old", File.ReadAllText(Path.Combine(site, "assets", "search.js")));

        var axe = packages.PathOf("axe-core/axe.min.js");
        foreach (var (page, width, isDark) in new[] { ("00-start-here.html", 1280, false), ("00-start-here.html", 390, true) })
        {
            var report = await Accessibility.CheckAsync(chromium, axe, Path.Combine(site, page), width, isDark, TestContext.Current.CancellationToken);
            Assert.True(report is not null, $"{page}: Chromium answered nothing.");
            Assert.Empty(report.Serious);
            Assert.False(report.IsTooWide, $"{page} is wider than {width} pixels.");
            Assert.NotEqual(0, report.LiveCharts);
        }
    }

    [Fact]
    public async Task A_site_replaces_no_folder_that_holds_something_else()
    {
        await PackagesAsync();
        var mine = Path.Combine(_folder, "mine.txt");
        File.WriteAllText(mine, "mine");
        var refused = await CourseProcess.RunAsync("site", "--output", _folder);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("holds something that is no site", refused.Error);
        Assert.True(File.Exists(mine));
    }

    [Fact]
    public async Task Slides_are_one_file_and_print_a_page_for_each_slide()
    {
        await PackagesAsync();
        var prints = Browser.Find() is not null;
        var made = await CourseProcess.RunAsync(["slides", "00", "--output", _folder, .. prints ? ["--pdf"] : (string[])[]]);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);

        var html = await File.ReadAllTextAsync(Path.Combine(_folder, "00-start-here.html"), TestContext.Current.CancellationToken);
        Assert.Contains("class=\"katex\"", html);
        Assert.Contains("<aside class=\"notes\">", html);
        Assert.DoesNotContain("url(fonts/", html);
        Assert.DoesNotMatch("<(script|link|img)[^>]+(src|href)=\"(?!data:)", html[..html.IndexOf("<script>/*!", StringComparison.Ordinal)]);
        if (!prints)
            return;
        var pages = System.Text.RegularExpressions.Regex.Count(
            await File.ReadAllTextAsync(Path.Combine(_folder, "00-start-here.pdf"), System.Text.Encoding.Latin1, TestContext.Current.CancellationToken), "/Type\\s*/Page\\b");
        Assert.Equal(html.Split("class=\"slide-body\"").Length - 1, pages);
    }

    [Fact]
    public async Task A_notebook_from_elsewhere_is_not_made_into_a_page_that_runs_its_scripts()
    {
        var foreign = Path.Combine(_folder, "foreign.ipynb");
        File.Copy(CourseProcess.PathOf("notebooks", "00-start-here.ipynb"), foreign);
        var refused = await CourseProcess.RunAsync("slides", foreign, "--output", _folder);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is no notebook of this clone", refused.Error);
    }

    private static async Task<WebPackages> PackagesAsync()
    {
        try
        {
            return await WebPackages.GetAsync(new CourseRepository(CourseProcess.Root), TestContext.Current.CancellationToken);
        }
        catch (CourseException unavailable)
        {
            Assert.Skip(unavailable.Message);
            throw;
        }
    }
}
