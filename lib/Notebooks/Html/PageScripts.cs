namespace Notebooks.Html;

/// <summary>Scripts in pages.</summary>
internal static class PageScripts
{
    /// <summary>What an interactive chart's element carries.</summary>
    public const string ChartMark = "data-course-chart";

    /// <summary>The name under which a page tells its charts where a copy of plotly.js lies.</summary>
    public const string ChartSource = "coursePlotlySource";

    /// <summary>A script element with its script inside.</summary>
    public static string Inline(string script) => $"<script>{script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}</script>";
}
