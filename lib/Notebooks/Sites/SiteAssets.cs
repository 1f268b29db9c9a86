namespace Notebooks.Sites;

/// <summary>Files in the site that others made; the caller puts them there.</summary>
/// <param name="FormulaStyle">The path of the formulas' style sheet in the site; null if they need none.</param>
/// <param name="ChartScript">The path of plotly.js in the site; null leaves charts as drawings.</param>
public sealed record SiteAssets(string? FormulaStyle, string? ChartScript);
