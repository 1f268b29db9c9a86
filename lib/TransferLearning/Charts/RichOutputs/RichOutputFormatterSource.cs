using System.Diagnostics.CodeAnalysis;

namespace TransferLearning.Charts;

/// <summary>The formatters of every <see cref="IRichOutput"/>, in the shape that a .NET Interactive host calls by reflection.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The notebook host creates it.")]
[SuppressMessage("Performance", "CA1822", Justification = "The notebook host calls an instance method.")]
internal sealed class RichOutputFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new RichOutputFormatter("text/html", static output => output.ToHtml()),
        new RichOutputFormatter("text/plain", static output => output.ToPlainText()),
    ];
}
