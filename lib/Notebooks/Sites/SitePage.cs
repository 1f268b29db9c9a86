using Notebooks.Documents;
using Notebooks.Html;

namespace Notebooks.Sites;

/// <summary>A notebook as a page of a site.</summary>
/// <param name="Path">The page's path in the site, with forward slashes, such as <c>solutions/00-start-here.html</c>.</param>
/// <param name="Document">The notebook.</param>
/// <param name="Options">How its cells are rendered.</param>
public sealed record SitePage(string Path, NotebookDocument Document, RenderOptions Options)
{
    /// <summary>The page with the answers to this one's exercises; null if there is none.</summary>
    public SitePage? Solution { get; init; }
}
