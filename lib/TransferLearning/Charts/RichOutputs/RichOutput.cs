namespace TransferLearning.Charts;

/// <summary>
/// Base of every class that a notebook shows with a face of its own. It carries both conventions that hosts follow:
/// .NET Interactive looks for an attribute named <c>TypeFormatterSourceAttribute</c>, Verso for a method
/// <c>string ToHtml()</c>. Derived and generic types inherit both.
/// </summary>
[TypeFormatterSource(typeof(RichOutputFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public abstract class RichOutput : IRichOutput
{
    /// <inheritdoc/>
    public abstract string ToHtml();

    /// <inheritdoc/>
    public abstract string ToPlainText();

    /// <summary>The same as <see cref="ToPlainText"/>, so that a console prints something readable.</summary>
    public sealed override string ToString() => ToPlainText();
}
