using System.Security.Cryptography;
using System.Text;
using XPlot.Plotly;

namespace TransferLearning.Charts.Interactive;

/// <summary>
/// A chart's drawing together with a script that puts plotly.js in its place. Hosts that strip or ignore scripts show the drawing.
/// </summary>
internal static class InteractiveChart
{
    private static readonly Lazy<string> s_script = new(ReadScript);

    /// <summary>The figure as HTML.</summary>
    /// <param name="svg">The drawing, with a title and a description.</param>
    /// <param name="chart">The same chart for plotly.js.</param>
    public static string Render(string svg, PlotlyChart chart)
    {
        // Names the chart the same in every run, so that stored outputs do not change for nothing.
        var id = "chart-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..10];
        chart.WithId(id);
        var script = s_script.Value.Replace("[ID]", id, StringComparison.Ordinal).Replace("[PLOT]", Statement(chart), StringComparison.Ordinal);
        return $"<figure style=\"margin: 0\" data-course-chart=\"{id}\">\n{svg}\n<script>\n{script}</script>\n</figure>";
    }

    // "<" stands in the statement only inside strings, where its escape means the same: no label can end the script element.
    private static string Statement(PlotlyChart chart) => chart.GetPlottingJS().Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string ReadScript()
    {
        using var stream = typeof(InteractiveChart).Assembly.GetManifestResourceStream("TransferLearning.Charts.chart.js")
            ?? throw new InvalidOperationException("The library carries no chart.js.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
