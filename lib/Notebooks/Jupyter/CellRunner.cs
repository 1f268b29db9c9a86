using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Jupyter;

/// <summary>Carries out execute requests: runs the cell, tells all clients what it puts out, and makes the reply.</summary>
internal sealed class CellRunner(INotebookSession session, Broadcaster broadcaster, InputChannel input, CancellationToken stop)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private int _count;

    public ExecutionHistory History { get; } = new();

    /// <summary>Interrupts the running cell, if one runs. May be called by any thread.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    /// <summary>Runs the cell of a request.</summary>
    /// <returns>The reply.</returns>
    public async Task<JsonObject> RunAsync(JupyterMessage request)
    {
        var code = request.Text("code") ?? "";
        var isSilent = request.Flag("silent", byDefault: false);
        var isStored = !isSilent && request.Flag("store_history", byDefault: true);
        var count = isStored ? ++_count : _count;
        if (!isSilent)
            broadcaster.Send("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count }, request);

        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lock (_gate)
            _running = interrupt;
        try
        {
            string? output = null;
            var cell = new CellRequest(code)
            {
                Label = $"cell {count}",
                AnswerInput = request.Flag("allow_stdin", byDefault: false) ? (question, token) => input.AskAsync(question, request, token) : null,
            };
            var result = await session.ExecuteAsync(cell, Show, interrupt.Token).ConfigureAwait(false);
            if (isStored)
                History.Add(count, code, output);
            var reply = result.Error is { } error ? Failure(error) : Success(await EvaluateAsync(request, interrupt.Token).ConfigureAwait(false));
            if (result.Error is not null && !isSilent)
                broadcaster.Send("error", Failure(result.Error), request);
            reply["status"] = result.Error is null ? "ok" : "error";
            reply["execution_count"] = count;
            return reply;

            void Show(CellEvent cellEvent)
            {
                if (cellEvent is ResultProduced produced)
                    output = produced.Data.Text(MimeBundle.PlainText);
                if (!isSilent)
                    broadcaster.Output(cellEvent, count, request);
            }
        }
        finally
        {
            lock (_gate)
                _running = null;
        }
    }

    private static JsonObject Success(JsonObject userExpressions) => new() { ["user_expressions"] = userExpressions, ["payload"] = new JsonArray() };

    private static JsonObject Failure(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    // What a client wants to know after a cell, each expression for itself.
    private async Task<JsonObject> EvaluateAsync(JupyterMessage request, CancellationToken cancellationToken)
    {
        var answers = new JsonObject();
        foreach (var (name, expression) in request.Content["user_expressions"] as JsonObject ?? [])
        {
            if (expression is not JsonValue value || !value.TryGetValue(out string? code))
                continue;
            var data = new MimeBundle();
            var result = await session.ExecuteAsync(
                new CellRequest(code) { Label = name },
                cellEvent => data = cellEvent is ResultProduced produced ? produced.Data : data,
                cancellationToken).ConfigureAwait(false);
            var answer = result.Error is { } error ? Failure(error) : new JsonObject { ["data"] = data.ToMessage(), ["metadata"] = new JsonObject() };
            answer["status"] = result.Error is null ? "ok" : "error";
            answers[name] = answer;
        }

        return answers;
    }
}
