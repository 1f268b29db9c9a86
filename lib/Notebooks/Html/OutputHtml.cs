using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>Renders the outputs of a cell.</summary>
internal sealed partial class OutputHtml(PageMarkdown markdown)
{
    public void Append(StringBuilder html, CellOutput output)
    {
        switch (output.Kind)
        {
            case OutputKind.Stream:
                var kind = output.StreamName is "stderr" ? "stream stderr" : "stream";
                html.Append($"<pre class=\"{kind}\">").Append(Encode(output.Text)).Append("</pre>\n");
                break;
            case OutputKind.Error:
                var lines = output.Traceback.Count > 0 ? output.Traceback : [$"{output.ErrorName}: {output.ErrorValue}"];
                html.Append("<pre class=\"error\">").Append(Encode(string.Join('\n', lines))).Append("</pre>\n");
                break;
            default:
                AppendData(html, output.Data);
                break;
        }
    }

    // The richest representation that a page without scripts can show.
    private void AppendData(StringBuilder html, MimeBundle data)
    {
        if (data.Text(MimeBundle.Html) is { } markup)
            html.Append("<div class=\"rich\">").Append(markup).Append("</div>\n");
        else if (data.Text(MimeBundle.Markdown) is { } text)
            html.Append("<div class=\"rich\">").Append(markdown.Render(text)).Append("</div>\n");
        else if (data.Text("image/svg+xml") is { } svg)
            html.Append("<div class=\"rich\">").Append(svg).Append("</div>\n");
        else if (Image(data) is { } image)
            html.Append(image);
        else if (data.MimeTypes.Count > 0)
            html.Append("<pre>").Append(Encode(data.Text(MimeBundle.PlainText) ?? data.Text(data.MimeTypes.First())!)).Append("</pre>\n");
    }

    private static string? Image(MimeBundle data)
    {
        foreach (var mediaType in (string[])["image/png", "image/jpeg", "image/gif"])
        {
            if (data.Text(mediaType) is { } base64)
            {
                var alternative = WebUtility.HtmlEncode(data.Text(MimeBundle.PlainText) ?? "Picture");
                return $"<img src=\"data:{mediaType};base64,{base64.ReplaceLineEndings("")}\" alt=\"{alternative}\">\n";
            }
        }

        return null;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(TerminalCodes().Replace(text, ""));

    [GeneratedRegex("\u001b\\[[0-9;]*[A-Za-z]")]
    private static partial Regex TerminalCodes();
}
