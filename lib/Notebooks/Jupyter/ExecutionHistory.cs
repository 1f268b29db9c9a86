using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>The cells run since the kernel started, for clients that offer them again.</summary>
internal sealed class ExecutionHistory
{
    private readonly List<(int Count, string Input, string? Output)> _entries = [];

    public void Add(int count, string input, string? output) => _entries.Add((count, input, output));

    /// <summary>What a <c>history_request</c> asks for.</summary>
    public JsonObject Answer(JupyterMessage request)
    {
        var withOutput = request.Flag("output", byDefault: false);
        var most = request.Number("n", int.MaxValue);
        var chosen = request.Text("hist_access_type") switch
        {
            "range" => _entries.Where(entry => entry.Count >= request.Number("start", 0) && entry.Count < request.Number("stop", int.MaxValue)),
            "search" => Search(request.Text("pattern") ?? "*", request.Flag("unique", byDefault: false)).TakeLast(most),
            _ => _entries.TakeLast(most),
        };
        return new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. chosen.Select(entry => (JsonNode)new JsonArray(1, entry.Count, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input))]),
        };
    }

    private IEnumerable<(int Count, string Input, string? Output)> Search(string pattern, bool unique)
    {
        var found = _entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
        return unique ? found.DistinctBy(entry => entry.Input, StringComparer.Ordinal) : found;
    }
}
