using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Notebooks.CSharp.Assistance;

/// <summary>Turns XML documentation into plain text.</summary>
internal static partial class DocumentationText
{
    public static string Of(ISymbol symbol, CancellationToken cancellationToken)
    {
        var xml = symbol.OriginalDefinition.GetDocumentationCommentXml(expandIncludes: true, cancellationToken: cancellationToken);
        if (string.IsNullOrWhiteSpace(xml))
            return "";
        XElement member;
        try
        {
            member = XElement.Parse($"<doc>{xml}</doc>");
        }
        catch (XmlException)
        {
            // A comment that its author got wrong is shown as no comment, as compilers do.
            return "";
        }

        var text = new StringBuilder();
        foreach (var element in member.Descendants())
        {
            var heading = element.Name.LocalName switch
            {
                "summary" or "remarks" => "",
                "param" or "typeparam" => $"{element.Attribute("name")?.Value}: ",
                "returns" => "Returns: ",
                "exception" => $"Throws {ShortName(element.Attribute("cref")?.Value)}: ",
                _ => null,
            };
            if (heading is not null && Inline(element) is { Length: > 0 } content)
                text.Append(heading).Append(content).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private static string Inline(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { IsEmpty: true } reference)
                text.Append(ShortName((reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("href"))?.Value));
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    // M:System.Linq.Enumerable.Range(System.Int32,System.Int32) is Range to a reader.
    private static string ShortName(string? id)
    {
        if (id is null || !(id.Length > 1 && id[1] == ':'))
            return id ?? "";
        var name = id[2..].Split('(')[0];
        return Arity().Replace(name[(name.LastIndexOf('.') + 1)..], "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
