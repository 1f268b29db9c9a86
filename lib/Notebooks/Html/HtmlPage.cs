using System.Net;

namespace Notebooks.Html;

/// <summary>What every page that we write begins and ends with.</summary>
internal static class HtmlPage
{
    /// <summary>A whole page.</summary>
    /// <param name="title">Its title, as plain text.</param>
    /// <param name="head">What else stands in the head: styles and scripts, ending with a line break where it is not empty.</param>
    /// <param name="body">The <c>body</c> element, ending with a line break.</param>
    public static string Render(string title, string head, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{WebUtility.HtmlEncode(title)}</title>
        {head}</head>
        {body}</html>

        """;
}
