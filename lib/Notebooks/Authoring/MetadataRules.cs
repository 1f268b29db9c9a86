using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>The metadata by which each host knows the notebook's language.</summary>
internal static class MetadataRules
{
    private const string Rule = "metadata";

    public static IEnumerable<LintFinding> CheckNotebook(NotebookDocument document)
    {
        if (document.FormatMinor < 5)
            yield return new(null, null, Rule, $"The format is 4.{document.FormatMinor}; it must be 4.5, whose cells have ids.");

        foreach (var (path, expected) in Leaves(CSharpMetadata.Create(), ""))
        {
            var actual = path.Split('/').Aggregate<string, JsonNode?>(document.Metadata, (node, key) => node is JsonObject members ? members[key] : null);
            if (!JsonNode.DeepEquals(actual, expected))
                yield return new(null, null, Rule, $"metadata {path} is {actual?.ToJsonString() ?? "missing"}; it must be {expected?.ToJsonString()}.");
        }
    }

    public static IEnumerable<LintFinding> CheckCell(NotebookCell cell, int number)
    {
        if (cell.Kind is CellKind.Raw)
            yield return new(number, null, "raw-cell", "A raw cell is executed as C# by some hosts. Make it Markdown.");
        if (cell.Kind is not CellKind.Code)
            yield break;

        foreach (var (section, key) in ((string, string)[])[("dotnet_interactive", "language"), ("polyglot_notebook", "kernelName")])
        {
            if (cell.Metadata[section] is not JsonObject members || MultilineText.Read(members[key]) != "csharp")
                yield return new(number, null, Rule, $"The cell's metadata {section}/{key} must be \"csharp\"; Polyglot's #!import throws without it.");
        }
    }

    private static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonObject node, string prefix) =>
        node.SelectMany(member => member.Value is JsonObject inner
            ? Leaves(inner, $"{prefix}{member.Key}/")
            : [($"{prefix}{member.Key}", member.Value)]);
}
