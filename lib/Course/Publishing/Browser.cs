using System.Text;
using System.Text.RegularExpressions;
using Course.Processes;

namespace Course.Publishing;

/// <summary>Chromium or a relative of it, which prints pages.</summary>
internal static partial class Browser
{
    private const int Attempts = 8;

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    /// <summary>The program; null if none is on the PATH.</summary>
    public static string? Find() => s_names.Select(ChildProcess.Find).FirstOrDefault(path => path is not null);

    /// <summary>Prints a page to PDF.</summary>
    /// <param name="page">The file.</param>
    /// <param name="query">What is asked of its scripts, such as <c>print-pdf</c>.</param>
    /// <param name="pdf">The result.</param>
    /// <param name="sheets">
    /// The sheets it must have: the browser may print before the page's scripts have laid it out, which a busy machine makes
    /// likely, and is then asked again.
    /// </param>
    /// <param name="cancellation">Stops the browser.</param>
    /// <exception cref="CourseException">There is no such browser, or it failed.</exception>
    public static async Task PrintAsync(string page, string query, string pdf, int sheets, CancellationToken cancellation)
    {
        var program = Find() ?? throw new CourseException($"Printing wants Chromium or a relative of it on the PATH; looked for {string.Join(", ", s_names)}.");
        for (var attempt = 1; ; attempt++)
        {
            var found = await PrintOnceAsync(program, new UriBuilder(new Uri(page)) { Query = query }.Uri.AbsoluteUri, pdf, sheets, cancellation);
            if (found == sheets)
                return;
            if (attempt == Attempts)
                throw new CourseException($"{program} printed {found} sheets of {page} instead of {sheets}, {Attempts} times over. Open {page}?{query} in the browser and print it from there.");
        }
    }

    /// <summary>Prints once, keeps the result if it has all sheets, and tells how many it has.</summary>
    private static async Task<int> PrintOnceAsync(string program, string address, string pdf, int sheets, CancellationToken cancellation)
    {
        var profile = Directory.CreateTempSubdirectory("course-browser-");
        try
        {
            var temporary = Path.Combine(profile.FullName, "page.pdf");
            var printed = await ChildProcess.CaptureAsync(program,
            [
                "--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer", "--virtual-time-budget=20000",
                $"--user-data-dir={profile.FullName}", $"--print-to-pdf={temporary}", address,
            ], profile.FullName, cancellation);
            if (!File.Exists(temporary))
                throw new CourseException($"{program} printed nothing:\n{printed.Failure}");
            var found = PdfSheet().Count(await File.ReadAllTextAsync(temporary, Encoding.Latin1, cancellation));
            if (found == sheets)
                File.Move(temporary, pdf, overwrite: true);
            return found;
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfSheet();
}
