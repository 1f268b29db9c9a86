namespace TransferLearning.Charts;

/// <summary>
/// What <see cref="RichOutput"/> is for classes, for records: a record can only derive from a record.
/// </summary>
[TypeFormatterSource(typeof(RichOutputFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public abstract record RichRecord : IRichOutput
{
    /// <inheritdoc/>
    public abstract string ToHtml();

    /// <inheritdoc/>
    public abstract string ToPlainText();

    /// <summary>The same as <see cref="ToPlainText"/>, so that a console prints something readable.</summary>
    public sealed override string ToString() => ToPlainText();
}
