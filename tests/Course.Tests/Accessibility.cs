using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Tests;

/// <summary>Opens a page of a site in Chromium, in a frame as wide as a phone or a screen, and asks axe-core what is wrong with it.</summary>
internal static partial class Accessibility
{
    /// <summary>The serious findings, and whether the page is wider than its frame; null if Chromium answered nothing.</summary>
    public static async Task<PageReport?> CheckAsync(string chromium, string axeScript, string page, int width, bool isDark, CancellationToken cancellation)
    {
        // The page stands in the harness's own text, so that both are of one origin and its links start from the same folder.
        var checkedPage = await File.ReadAllTextAsync(page, cancellation);
        var check = $$"""
            <script>{{(await File.ReadAllTextAsync(axeScript, cancellation)).Replace("</script", "<\\/script", StringComparison.Ordinal)}}</script>
            <script>addEventListener('load', () => setTimeout(async () => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              parent.postMessage(JSON.stringify({
                Serious: violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')),
                IsTooWide: document.documentElement.scrollWidth > innerWidth,
                LiveCharts: document.querySelectorAll('figure[data-live] .main-svg').length,
              }), '*');
            }, 3000))</script></body>
            """;
        var end = checkedPage.LastIndexOf("</body>", StringComparison.Ordinal);
        var source = checkedPage[..end] + check + checkedPage[(end + "</body>".Length)..];
        var harness = Path.Combine(Path.GetDirectoryName(page)!, $"check-{Guid.NewGuid():N}.html");
        var profile = Directory.CreateTempSubdirectory("course-axe-");
        await File.WriteAllTextAsync(harness, $"""
            <!DOCTYPE html><meta charset="utf-8"><pre id="report"></pre>
            <script>addEventListener('message', message => document.getElementById('report').textContent = message.data)</script>
            <iframe width="{width}" height="900" srcdoc="{WebUtility.HtmlEncode(source)}"></iframe>
            """, cancellation);
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(chromium,
            [
                "--headless", "--disable-gpu", "--no-sandbox", "--window-size=1600,1000", "--virtual-time-budget=60000", $"--user-data-dir={profile.FullName}",
                .. isDark ? ["--blink-settings=preferredColorScheme=0"] : (string[])[], "--dump-dom", new Uri(harness).AbsoluteUri,
            ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = browser.StandardOutput.ReadToEndAsync(cancellation);
            var errors = browser.StandardError.ReadToEndAsync(cancellation);
            await browser.WaitForExitAsync(cancellation);
            await errors;
            var report = WebUtility.HtmlDecode(Report().Match(await output).Groups["json"].Value);
            return report.Length == 0 ? null : JsonSerializer.Deserialize<PageReport>(report);
        }
        finally
        {
            File.Delete(harness);
            profile.Delete(recursive: true);
        }
    }

    [GeneratedRegex("<pre id=\"report\">(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Report();

    /// <summary>What was found in a page.</summary>
    internal sealed record PageReport(IReadOnlyList<string> Serious, bool IsTooWide, int LiveCharts);
}
