using Course.Processes;

namespace Course.Publishing;

/// <summary>Chromium or a relative of it, which prints pages.</summary>
internal static class Browser
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    /// <summary>The program; null if none is on the PATH.</summary>
    public static string? Find() => s_names.Select(ChildProcess.Find).FirstOrDefault(path => path is not null);

    /// <summary>Prints a page to PDF.</summary>
    /// <exception cref="CourseException">There is no such browser, or it failed.</exception>
    public static async Task PrintAsync(string page, string query, string pdf, CancellationToken cancellation)
    {
        var program = Find() ?? throw new CourseException($"Printing wants Chromium or a relative of it on the PATH; looked for {string.Join(", ", s_names)}.");
        var profile = Directory.CreateTempSubdirectory("course-browser-");
        try
        {
            var temporary = Path.Combine(profile.FullName, "page.pdf");
            var printed = await ChildProcess.CaptureAsync(program,
            [
                "--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer", "--virtual-time-budget=20000",
                $"--user-data-dir={profile.FullName}", $"--print-to-pdf={temporary}", new UriBuilder(new Uri(page)) { Query = query }.Uri.AbsoluteUri,
            ], profile.FullName, cancellation);
            if (!File.Exists(temporary))
                throw new CourseException($"{program} printed nothing:\n{printed.Output.Trim()}");
            File.Move(temporary, pdf, overwrite: true);
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
