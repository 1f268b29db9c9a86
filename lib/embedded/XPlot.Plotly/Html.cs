using System.Diagnostics;
using System.Text.RegularExpressions;

namespace XPlot.Plotly;

/// <summary>The HTML around a chart. The words in square brackets are placeholders.</summary>
public static partial class Html
{
    public const string DefaultPlotlySrc = "https://cdn.plot.ly/plotly-latest.min.js";

    public static string pageTemplate { get; } = """
        <!DOCTYPE html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <script src="[PLOTLYSRC]"></script>
          </head>
          <body>
            [CHART]
          </body>
        </html>
        """;

    public static string inlineTemplate { get; } = """
        <div id="[ID]" style="width: [WIDTH]px; height: [HEIGHT]px;"></div>
        <script>
          [PLOTTING]
        </script>
        """;

    public static string jsTemplate { get; } = """
        <script>
          [PLOTTING]
        </script>
        """;

    public static string jsFunctionTemplate { get; } = """
        Plotly.newPlot('[ID]', [DATA], [LAYOUT]);
        """;

    /// <summary>Writes the page to the temporary folder and opens it in the default browser.</summary>
    public static void showInBrowser(string html, string pageId)
    {
        var path = Path.Combine(Path.GetTempPath(), pageId + ".html");
        File.WriteAllText(path, html);
        using var browser = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
    }

    /// <summary>Fills a template in one pass, so that a placeholder's name inside a value stays what it is.</summary>
    internal static string Fill(string template, params (string Placeholder, string Value)[] values) => Placeholders().Replace(
        template,
        match => values.FirstOrDefault(value => value.Placeholder == match.Groups[1].Value).Value ?? match.Value);

    [GeneratedRegex(@"\[([A-Z]+)\]")]
    private static partial Regex Placeholders();
}
