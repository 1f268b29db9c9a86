using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using TransferLearning.Web.Metrics;

namespace TransferLearning.Web.Api;

/// <summary>Makes a problem of everything that is no answer: refused requests, unknown paths, errors of ours.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ServerMetrics metrics, ILogger<ProblemMiddleware> log)
{
    /// <summary>As nginx logs a client that went away before its answer.</summary>
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await WriteAsync(context, Describe(context));
        }
        catch (ProblemException problem)
        {
            await AnswerAsync(context, problem);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new ProblemException(413, "body-too-large", "The body is larger than this server takes. Send fewer or shorter reviews at a time.")
                : new ProblemException(refused.StatusCode, "bad-request", refused.Message));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = ClientClosedRequest;
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            Failed(error);
            await AnswerAsync(context, new ProblemException(500, "internal-error", "The server made a mistake; its log tells more under this traceId."));
        }
    }

    /// <summary>Answers with a problem; also for middleware that refuses on its own.</summary>
    public static Task WriteAsync(HttpContext context, ProblemException problem, ServerMetrics metrics)
    {
        metrics.Rejected(problem.Code);
        return WriteAsync(context, problem);
    }

    private Task AnswerAsync(HttpContext context, ProblemException problem)
    {
        context.Response.Clear();
        return WriteAsync(context, problem, metrics);
    }

    private static ProblemException Describe(HttpContext context) => context.Response.StatusCode switch
    {
        404 => new ProblemException(404, "not-found", "There is nothing at this path. POST /predict labels reviews; GET /openapi/v1.json describes everything."),
        405 => new ProblemException(405, "method-not-allowed", $"This path takes {context.Response.Headers.Allow}, and not {context.Request.Method}."),
        415 => new ProblemException(415, "not-json", RequestReader.WantsJson),
        var status => new ProblemException(status, "refused", ReasonPhrases.GetReasonPhrase(status)),
    };

    private static Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } time)
            response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(time.TotalSeconds))}";
        response.Headers.CacheControl = "no-store";
        var body = new Problem(
            "about:blank", ReasonPhrases.GetReasonPhrase(problem.Status), problem.Status, problem.Message, problem.Code,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        return response.WriteAsJsonAsync(body, ApiJson.Default.Problem, "application/problem+json", context.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Error, "A request failed.")]
    private partial void Failed(Exception error);
}
