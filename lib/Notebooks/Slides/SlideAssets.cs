namespace Notebooks.Slides;

/// <summary>What a deck carries in itself besides its text: other people's scripts and style sheets.</summary>
/// <param name="RevealScript">reveal.js.</param>
/// <param name="RevealStyle">Its style sheet.</param>
/// <param name="NotesScript">Its plugin for speaker notes.</param>
/// <param name="FormulaStyle">The style sheet of the formulas, with its fonts inside; empty if they need none.</param>
/// <param name="ChartScript">plotly.js, put in once if the deck has a chart; null leaves charts as drawings.</param>
public sealed record SlideAssets(string RevealScript, string RevealStyle, string NotesScript, string FormulaStyle, string? ChartScript);
