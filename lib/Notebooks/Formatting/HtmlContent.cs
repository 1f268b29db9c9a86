namespace Notebooks.Formatting;

/// <summary>Text that is HTML already.</summary>
/// <param name="content">The markup.</param>
public sealed class HtmlContent(string content)
{
    /// <summary>The markup, by the convention that notebook hosts look for.</summary>
    public string ToHtml() => content;

    /// <inheritdoc/>
    public override string ToString() => content;
}
