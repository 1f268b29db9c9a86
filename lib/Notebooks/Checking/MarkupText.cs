using System.Net;
using System.Text.RegularExpressions;

namespace Notebooks.Checking;

/// <summary>The words of an HTML text without its markup.</summary>
internal static partial class MarkupText
{
    public static string Of(string html) => WebUtility.HtmlDecode(Tag().Replace(InlineTag().Replace(html, ""), " "));

    // Emphasis within a word or before a comma makes no space.
    [GeneratedRegex("</?(?:a|b|code|em|i|mark|small|span|strong|sub|sup)\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex InlineTag();

    [GeneratedRegex("<(script|style)\\b.*?</\\1>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tag();
}
