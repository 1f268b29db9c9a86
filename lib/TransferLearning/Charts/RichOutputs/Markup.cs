using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TransferLearning.Charts;

/// <summary>Encodes text from data for HTML and SVG, as content or inside double quotes.</summary>
internal static class Markup
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => s_encoder.Encode(text);
}
