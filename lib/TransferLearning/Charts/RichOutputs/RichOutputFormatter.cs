namespace TransferLearning.Charts;

/// <summary>Writes rich outputs as one MIME type. The host finds <see cref="MimeType"/> and <see cref="Format"/> by name.</summary>
internal sealed class RichOutputFormatter(string mimeType, Func<IRichOutput, string> render)
{
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the instance, if it is a rich output.</summary>
    /// <returns>Whether it was.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not IRichOutput output)
        {
            return false;
        }

        writer.Write(render(output));
        return true;
    }
}
