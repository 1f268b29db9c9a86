namespace Notebooks.Html;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">Its id in the page.</param>
/// <param name="Text">Its words.</param>
public sealed record PageHeading(int Level, string Id, string Text);
