using Microsoft.AspNetCore.Http.HttpResults;
using TransferLearning.Web.Hosting;
using TransferLearning.Web.Metrics;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Api;

/// <summary>The paths of the API.</summary>
internal static class ApiEndpoints
{
    private const string ProblemType = "application/problem+json";

    public static void Map(WebApplication app)
    {
        app.MapPost("/predict", PredictAsync)
            .WithSummary("Label one review or several.")
            .WithDescription("Send {\"review\": \"…\"} for one text, or {\"reviews\": [\"…\", \"…\"]} for several; the answer to the latter has 'predictions', one for each. " +
                "The header 'Prefer: wait=SECONDS' says how long you will wait; after that the request is dropped and answered with 503.")
            .Accepts<PredictRequest>("application/json")
            .Produces<PredictResponse>()
            .AddOpenApiOperationTransformer(OpenApiDescription.DescribeBothAnswersAsync)
            .RequireRateLimiting(ClientRateLimit.Policy)
            .WithProblems();
        app.MapPost("/explain", ExplainAsync)
            .WithSummary("Label one review and tell which words mattered.")
            .WithDescription("Each word is covered up in turn; its weight is how much the label's probability falls. This costs one run of the model for each word.")
            .Accepts<ExplainRequest>("application/json")
            .Produces<ExplainResponse>()
            .RequireRateLimiting(ClientRateLimit.Policy)
            .WithProblems();
        app.MapGet("/models", Models)
            .WithSummary("The models that answer.")
            .Produces<ModelsResponse>();
        var probes = app.MapGroup("").WithMetadata(new RequestLog.Probe());
        probes.MapGet("/healthz", () => TypedResults.Json(new HealthResponse { Status = "ok" }, ApiJson.Default.HealthResponse))
            .WithSummary("200 while the process lives.");
        probes.MapGet("/readyz", Ready)
            .WithSummary("200 when there is a model and the server is not stopping; 503 otherwise.")
            .Produces<HealthResponse>()
            .Produces<HealthResponse>(503);
        probes.MapGet("/metrics", (PrometheusText metrics) => TypedResults.Text(metrics.Write(), PrometheusText.ContentType))
            .WithSummary("Counts and times in Prometheus's text format.");
    }

    private static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder builder)
    {
        foreach (var status in (ReadOnlySpan<int>)[400, 413, 415, 429, 503])
            builder.Produces<Problem>(status, ProblemType);
        return builder;
    }

    private static async Task<IResult> PredictAsync(HttpContext context, Predictor predictor, ServerOptions options, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        using var deadline = new Deadline(context, options.RequestTimeout);
        var (texts, isMany) = await RequestReader.ReadReviewsAsync(context.Request, options.MaxReviews);
        RequestLog.Describe(context, texts.Count);
        var (model, predictions) = await deadline.RunAsync(cancellation => predictor.PredictAsync(texts, cancellation));
        var milliseconds = clock.GetElapsedTime(start).TotalMilliseconds;
        return isMany
            ? new JsonAnswer<PredictManyResponse>(new PredictManyResponse { Model = model.Name, Milliseconds = milliseconds, Predictions = predictions }, ApiJson.Default.PredictManyResponse)
            : new JsonAnswer<PredictResponse>(Single(predictions[0], model, milliseconds), ApiJson.Default.PredictResponse);
    }

    private static async Task<IResult> ExplainAsync(HttpContext context, Predictor predictor, ServerOptions options, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        using var deadline = new Deadline(context, options.RequestTimeout);
        var text = await RequestReader.ReadReviewAsync(context.Request);
        RequestLog.Describe(context, 1);
        var (model, prediction, words) = await deadline.RunAsync(cancellation => predictor.ExplainAsync(text, cancellation));
        var response = new ExplainResponse
        {
            Model = model.Name,
            Milliseconds = clock.GetElapsedTime(start).TotalMilliseconds,
            Label = prediction.Label,
            Score = prediction.Score,
            Scores = prediction.Scores,
            Tokens = prediction.Tokens,
            Truncated = prediction.Truncated,
            CharactersRead = prediction.CharactersRead,
            Words = words,
        };
        return new JsonAnswer<ExplainResponse>(response, ApiJson.Default.ExplainResponse);
    }

    private static PredictResponse Single(Prediction prediction, ClassifierInfo model, double milliseconds) => new()
    {
        Model = model.Name,
        Milliseconds = milliseconds,
        Label = prediction.Label,
        Score = prediction.Score,
        Scores = prediction.Scores,
        Tokens = prediction.Tokens,
        Truncated = prediction.Truncated,
        CharactersRead = prediction.CharactersRead,
    };

    private static JsonHttpResult<ModelsResponse> Models(ModelStore store)
    {
        using var hold = store.Hold();
        IReadOnlyList<ModelDescription> models = hold is null ? [] :
        [
            new ModelDescription
            {
                Name = hold.Classifier.Info.Name,
                Architecture = hold.Classifier.Info.Architecture,
                Precision = hold.Classifier.Info.Precision,
                Labels = hold.Classifier.Info.Labels,
                MaxTokens = hold.Classifier.Info.MaxTokens,
                LoadedAt = hold.Model.LoadedAt,
            },
        ];
        return TypedResults.Json(new ModelsResponse { Models = models }, ApiJson.Default.ModelsResponse);
    }

    private static JsonHttpResult<HealthResponse> Ready(ModelStore store, IHostApplicationLifetime lifetime)
    {
        var status = lifetime.ApplicationStopping.IsCancellationRequested ? "stopping" : store.IsReady ? "ok" : "loading";
        return TypedResults.Json(new HealthResponse { Status = status }, ApiJson.Default.HealthResponse, statusCode: status == "ok" ? 200 : 503);
    }
}
