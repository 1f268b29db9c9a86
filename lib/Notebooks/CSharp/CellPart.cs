using System.Net;
using Notebooks.Documents;

namespace Notebooks.CSharp;

/// <summary>A piece of a cell that is carried out in one way.</summary>
/// <param name="Line">The line where it starts, counted from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>C# code, with empty lines in place of what stands before it, so that its line numbers are the cell's.</summary>
internal sealed record CodePart(int Line, string Code) : CellPart(Line);

/// <summary><c>#!import file</c>: another notebook's cells, or a C# file, run here.</summary>
internal sealed record ImportPart(int Line, string Path) : CellPart(Line);

/// <summary><c>#r "nuget: Id, version"</c>: a package. A missing version is the newest.</summary>
internal sealed record PackagePart(int Line, string Id, string? Version) : CellPart(Line);

/// <summary><c>#i "nuget: source"</c>: where else to look for packages.</summary>
internal sealed record PackageSourcePart(int Line, string Source) : CellPart(Line);

/// <summary><c>#!markdown</c>, <c>#!html</c> or <c>#!mermaid</c>: text to show.</summary>
internal sealed record MarkupPart(int Line, string MimeType, string Text) : CellPart(Line)
{
    /// <summary>The type under which JupyterLab draws Mermaid diagrams.</summary>
    public const string Mermaid = "text/vnd.mermaid";

    public MimeBundle ToBundle()
    {
        var bundle = new MimeBundle(MimeType, Text);
        if (MimeType is Mermaid)
        {
            // Where nothing draws it, a diagram is still readable as what it was written as.
            bundle.Set(MimeBundle.Html, $"<pre class=\"mermaid\">{WebUtility.HtmlEncode(Text)}</pre>");
            bundle.Set(MimeBundle.PlainText, Text);
        }

        return bundle;
    }
}

/// <summary><c>#!time</c>: says at the end how long the cell took.</summary>
internal sealed record TimePart(int Line) : CellPart(Line);

/// <summary><c>#!whos</c>: lists the variables.</summary>
internal sealed record VariablesPart(int Line) : CellPart(Line);

/// <summary>A directive that nobody knows.</summary>
internal sealed record UnknownPart(int Line, string Directive) : CellPart(Line);
