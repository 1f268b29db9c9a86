namespace TransferLearning.Web.Hosting;

/// <summary>
/// One line in the log for each request: what was asked, what came of it, how long it took. Never the review, nor anything else that the client wrote.
/// Of a host's probes, which come every few seconds, only what fails is told.
/// </summary>
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
            var endpoint = context.GetEndpoint() as RouteEndpoint;
            var route = endpoint?.RoutePattern.RawText ?? "(none)";
            var isQuiet = context.Response.StatusCode < StatusCodes.Status400BadRequest && endpoint?.Metadata.GetMetadata<Probe>() is not null;
            var milliseconds = Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 2);
            var texts = (int?)context.Items[s_texts] ?? 0;
            Answered(isQuiet ? LogLevel.Debug : LogLevel.Information, context.Request.Method, route, context.Response.StatusCode, milliseconds, texts, context.TraceIdentifier);
        }
    }

    /// <summary>Tells the log how many texts a request has.</summary>
    public static void Describe(HttpContext context, int texts) => context.Items[s_texts] = texts;

    [LoggerMessage(EventId = 2, Message = "{Method} {Route} {Status} in {Milliseconds} ms, texts: {Texts}, request {RequestId}")]
    private partial void Answered(LogLevel level, string method, string route, int status, double milliseconds, int texts, string requestId);

    /// <summary>Marks an endpoint as one that a host asks all the time.</summary>
    public sealed class Probe;
}
