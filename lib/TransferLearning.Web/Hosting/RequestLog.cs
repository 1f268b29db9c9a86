namespace TransferLearning.Web.Hosting;

/// <summary>One line in the log for each request: what was asked, what came of it, how long it took. Never the review, nor anything else that the client wrote.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    private static readonly object s_texts = new();

    public async Task InvokeAsync(HttpContext context)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            await next(context);
            return;
        }

        var start = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            // The route's pattern, not the path: a path is the client's own text.
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            Answered(
                context.Request.Method, route, context.Response.StatusCode, Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 2),
                (int?)context.Items[s_texts] ?? 0, context.TraceIdentifier);
        }
    }

    /// <summary>Tells the log how many texts a request has.</summary>
    public static void Describe(HttpContext context, int texts) => context.Items[s_texts] = texts;

    [LoggerMessage(2, LogLevel.Information, "{Method} {Route} {Status} in {Milliseconds} ms, texts: {Texts}, request {RequestId}")]
    private partial void Answered(string method, string route, int status, double milliseconds, int texts, string requestId);
}
