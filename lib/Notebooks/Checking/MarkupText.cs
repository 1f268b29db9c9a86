using System.Net;
using System.Text.RegularExpressions;

namespace Notebooks.Checking;

/// <summary>The words of an HTML text without its markup.</summary>
internal static partial class MarkupText
{
    public static string Of(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " "));

    [GeneratedRegex("<(script|style)\\b.*?</\\1>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tag();
}
