using System.Security.Cryptography;
using System.Text;

namespace TransferLearning.Charts.Drawing;

/// <summary>Puts an <c>svg</c> element around a drawing: its size, and a title and a description for readers who cannot see it.</summary>
internal static class SvgDocument
{
    /// <summary>The whole element.</summary>
    /// <param name="content">What is drawn.</param>
    /// <param name="title">The drawing's name.</param>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    public static string Of(SvgWriter content, string title, string description, double width, double height)
    {
        // Ids must differ within a page and stay the same from run to run: they follow from the content.
        var id = "figure-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content + description)))[..10];
        var svg = new SvgWriter();
        svg.Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}"), ("width", width),
            ("height", height), ("style", "max-width: 100%; height: auto"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("font-family", Typography.Family));
        svg.Text("title", title, ("id", id + "-title"));
        svg.Text("desc", description, ("id", id + "-desc"));
        svg.Append(content);
        svg.Close();
        return svg.ToString().TrimEnd('\n');
    }
}
