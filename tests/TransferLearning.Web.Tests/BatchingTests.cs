using System.Net;
using System.Text;
using System.Text.Json;

namespace TransferLearning.Web.Tests;

/// <summary>Dynamic batching, the bounded queue and deadlines, over a classifier that stops where the test wants.</summary>
public sealed class BatchingTests
{
    private readonly SteeredClassifier _classifier = new();

    [Fact]
    public async Task Requests_that_come_while_the_model_runs_are_its_next_batch()
    {
        await using var server = await StartAsync();
        var first = await PausedInABatchAsync(server, "one");
        var others = Enumerable.Range(0, 5).Select(_ => server.PredictAsync("two")).ToArray();
        await QueueHasAsync(server, 5);

        _classifier.GoOn();
        var answers = await Task.WhenAll([first, .. others]);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal([1, 5], _classifier.BatchSizes);
    }

    [Fact]
    public async Task A_batch_has_no_more_tokens_than_it_may()
    {
        await using var server = await StartAsync(maxBatchTokens: 10);
        var first = await PausedInABatchAsync(server, "one");
        // "two three" is four tokens with [CLS] and [SEP].
        var many = server.PostAsync("/predict", """{"reviews": ["two three", "two three", "two three", "two three", "two three"]}""");
        await QueueHasAsync(server, 5);

        _classifier.GoOn();
        await Task.WhenAll(first, many);

        Assert.Equal([1, 2, 2, 1], _classifier.BatchSizes);
    }

    [Fact]
    public async Task A_full_queue_answers_429_with_a_time_to_retry_and_takes_requests_again_afterwards()
    {
        await using var server = await StartAsync(queue: 2);
        var first = await PausedInABatchAsync(server, "one");
        var waiting = server.PostAsync("/predict", """{"reviews": ["two", "three"]}""");
        await QueueHasAsync(server, 2);

        var refused = await server.PredictAsync("four");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("queue-full", refused.Code);
        Assert.Equal("application/problem+json", refused.Headers["Content-Type"]);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 1, 30);
        _classifier.GoOn();
        await Task.WhenAll(first, waiting);
        Assert.Equal(HttpStatusCode.OK, (await server.PredictAsync("five")).Status);
        Assert.DoesNotContain("four", _classifier.Seen);
    }

    [Fact]
    public async Task A_request_past_its_deadline_is_answered_503_and_the_model_never_sees_it()
    {
        await using var server = await StartAsync();
        var first = await PausedInABatchAsync(server, "one");

        var late = await server.PostAsync("/predict", Encoding.UTF8.GetBytes("""{"review": "two"}"""), headers: ("Prefer", "respond-async, wait=1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.Status);
        Assert.Equal("deadline", late.Code);
        Assert.True(late.Headers.ContainsKey("Retry-After"));
        _classifier.GoOn();
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        await server.PredictAsync("three");
        Assert.DoesNotContain("two", _classifier.Seen);
        Assert.Contains("course_texts_dropped_total 1\n", (await server.GetAsync("/metrics")).Text);
    }

    [Fact]
    public async Task The_servers_own_deadline_holds_without_the_header()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options() with { RequestTimeout = TimeSpan.FromMilliseconds(300) }, _classifier);
        _classifier.Pause();

        var late = await server.PredictAsync("one");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "deadline"), (late.Status, late.Code));
        _classifier.GoOn();
    }

    [Theory]
    [InlineData("wait=soon")]
    [InlineData("wait=0")]
    [InlineData("wait=-1")]
    public async Task A_deadline_that_is_no_number_of_seconds_is_refused(string preference)
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync("/predict", Encoding.UTF8.GetBytes("""{"review": "two"}"""), headers: ("Prefer", preference));

        Assert.Equal((HttpStatusCode.BadRequest, "bad-header"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_request_whose_client_went_away_is_dropped_before_the_model_sees_it()
    {
        await using var server = await StartAsync();
        var first = await PausedInABatchAsync(server, "one");
        using var leaving = new CancellationTokenSource();
        using var content = new StringContent("""{"review": "two"}""", Encoding.UTF8, "application/json");
        var gone = server.Client.PostAsync("/predict", content, leaving.Token);
        await QueueHasAsync(server, 1);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        // The server learns it from the closed connection, in its own time.
        while (!(await server.GetAsync("/metrics")).Text.Contains("http_response_status_code=\"499\"", StringComparison.Ordinal))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        _classifier.GoOn();
        await first;
        await server.PredictAsync("three");

        Assert.DoesNotContain("two", _classifier.Seen);
    }

    [Fact]
    public async Task A_model_that_fails_fails_its_requests_and_not_the_server()
    {
        await using var server = await StartAsync();
        _classifier.Failure = new InvalidOperationException("secret of the machine room");

        var failed = await server.PredictAsync("one");

        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (failed.Status, failed.Code));
        Assert.DoesNotContain("secret", failed.Text);
        _classifier.Failure = null;
        Assert.Equal(HttpStatusCode.OK, (await server.PredictAsync("two")).Status);
    }

    [Fact]
    public async Task A_stopping_server_finishes_what_it_took_and_says_that_it_is_not_ready()
    {
        var server = await StartAsync();
        var requests = new[] { await PausedInABatchAsync(server, "one"), server.PredictAsync("two"), server.PredictAsync("three") };
        await QueueHasAsync(server, 2);

        var stopped = server.Server.DisposeAsync().AsTask();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(stopped.IsCompleted);
        _classifier.GoOn();

        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        await stopped;
        Assert.True(_classifier.IsDisposed);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.PredictAsync("four"));
        await server.DisposeAsync();
    }

    private Task<RunningServer> StartAsync(int queue = 300, int maxBatchTokens = 4096) =>
        RunningServer.StartAsync(RunningServer.Options() with { QueueCapacity = queue, MaxReviews = Math.Min(queue, 256), MaxExplainedWords = Math.Min(queue - 1, 128), MaxBatchTokens = maxBatchTokens }, _classifier);

    private async Task<Task<Answer>> PausedInABatchAsync(RunningServer server, string review)
    {
        _classifier.BatchSizes.Clear();
        _classifier.Seen.Clear();
        while (_classifier.Begun.Wait(0, TestContext.Current.CancellationToken)) { }
        _classifier.Pause();
        var answer = server.PredictAsync(review);
        await _classifier.Begun.WaitAsync(TestContext.Current.CancellationToken);
        return answer;
    }

    private static async Task QueueHasAsync(RunningServer server, int texts)
    {
        while (!(await server.GetAsync("/metrics")).Text.Contains($"course_queue_length {texts}\n", StringComparison.Ordinal))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
