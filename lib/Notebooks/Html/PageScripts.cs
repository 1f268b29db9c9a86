using System.Text.Json;

namespace Notebooks.Html;

/// <summary>Scripts in pages.</summary>
internal static class PageScripts
{
    /// <summary>What an interactive chart's element carries.</summary>
    public const string ChartMark = "data-course-chart";

    /// <summary>Tells the charts of a page where a copy of plotly.js lies, or that there is none; nothing if the page has no such chart.</summary>
    public static string ChartSource(string content, string? path) =>
        content.Contains(ChartMark, StringComparison.Ordinal) ? Inline($"window.coursePlotlySource = {JsonSerializer.Serialize(path)}") + "\n" : "";

    /// <summary>A script element with its script inside.</summary>
    public static string Inline(string script) => $"<script>{script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}</script>";
}
