using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>The pictures that a Markdown cell carries in itself; nbformat's <c>attachments</c>.</summary>
internal static class Attachments
{
    public static string? DataUri(NotebookCell? cell, string name) =>
        cell?.ToJson()["attachments"]?[name] is JsonObject { Count: > 0 } representations
            && representations.First() is var (mediaType, content)
            && MultilineText.Read(content) is { } base64
            ? $"data:{mediaType};base64,{base64.ReplaceLineEndings("")}"
            : null;
}
