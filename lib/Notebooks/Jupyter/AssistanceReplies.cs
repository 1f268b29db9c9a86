using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Jupyter;

/// <summary>Answers requests for help with writing a cell.</summary>
internal sealed class AssistanceReplies(ICodeAssistant assistant)
{
    public async Task<JsonObject> CompleteAsync(JupyterMessage request)
    {
        var (code, position) = Place(request);
        var list = await assistant.CompleteAsync(code, position).ConfigureAwait(false);
        var start = CodePoints.FromIndex(code, list.Start);
        var end = CodePoints.FromIndex(code, list.End);
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. list.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray(
                [
                    .. list.Items.Select(item => (JsonNode)new JsonObject
                    {
                        ["start"] = start,
                        ["end"] = end,
                        ["text"] = item.Text,
                        ["type"] = item.Kind,
                        ["signature"] = item.Signature,
                    }),
                ]),
            },
        };
    }

    public async Task<JsonObject> InspectAsync(JupyterMessage request)
    {
        var (code, position) = Place(request);
        var help = await assistant.InspectAsync(code, position).ConfigureAwait(false);
        var data = new MimeBundle();
        if (help is not null)
            data.Set(MimeBundle.PlainText, $"{string.Join('\n', help.Signatures)}\n\n{help.Documentation}".TrimEnd());
        return new() { ["status"] = "ok", ["found"] = help is not null, ["data"] = data.ToMessage(), ["metadata"] = new JsonObject() };
    }

    public async Task<JsonObject> CheckCompletenessAsync(JupyterMessage request)
    {
        var code = request.Text("code") ?? "";
        var completeness = await assistant.CheckCompletenessAsync(code).ConfigureAwait(false);
        var reply = new JsonObject { ["status"] = completeness.ToString().ToLowerInvariant() };
        if (completeness is CodeCompleteness.Incomplete)
            reply["indent"] = Indent(code);
        return reply;
    }

    private static (string Code, int Position) Place(JupyterMessage request)
    {
        var code = request.Text("code") ?? "";
        return (code, CodePoints.ToIndex(code, request.Number("cursor_pos", int.MaxValue)));
    }

    // As deep as the line before, and one step deeper inside a brace that it opened.
    private static string Indent(string code)
    {
        var line = code.TrimEnd('\n').Split('\n')[^1];
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return line.TrimEnd().EndsWith('{') ? indent + "    " : indent;
    }
}
