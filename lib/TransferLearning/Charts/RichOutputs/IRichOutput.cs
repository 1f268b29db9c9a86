namespace TransferLearning.Charts;

/// <summary>
/// A result that a notebook shows as HTML and a terminal as text. Derive from <see cref="RichOutput"/> (classes) or
/// <see cref="RichRecord"/> (records): they carry what the notebook hosts look for.
/// </summary>
public interface IRichOutput
{
    /// <summary>The result as an HTML fragment that needs no script and no style sheet.</summary>
    string ToHtml();

    /// <summary>The result as plain text for a terminal, without a line break at its end.</summary>
    string ToPlainText();
}
