using Polly;
using Polly.Retry;

namespace TransferLearning.Hub;

/// <summary>Tries a request again that another try may bring to success.</summary>
internal static class DownloadRetries
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWish = TimeSpan.FromMinutes(2);

    /// <summary>The policy: waits that double, with some jitter.</summary>
    /// <param name="times">How often to try again.</param>
    /// <param name="delay">The first wait.</param>
    public static ResiliencePipeline Create(int times, TimeSpan delay) => times == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<HubException>(error => error.IsTransient),
            MaxRetryAttempts = times,
            Delay = delay,
            MaxDelay = LongestDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,

            // The server's own wish, within reason.
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Exception is HubException { RetryAfter: { } wish } ? wish < LongestWish ? wish : LongestWish : (TimeSpan?)null),
        })
        .Build();
}
