using System.Net;
using System.Text.RegularExpressions;
using TransferLearning.Web.Hosting;

namespace TransferLearning.Web.Tests;

/// <summary>What whoever runs the server relies on: metrics, headers, limits, log, settings.</summary>
public sealed partial class OperationTests
{
    private readonly SteeredClassifier _classifier = new();

    [Fact]
    public async Task Metrics_count_what_was_asked_in_text_that_prometheus_reads()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(), _classifier);
        await server.PostAsync("/predict", """{"reviews": ["one", "two", "three"]}""");
        await server.PostAsync("/predict", "{}");

        var answer = await server.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Headers["Content-Type"]);
        var lines = answer.Text.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(PrometheusLine(), line));
        Assert.Contains("course_texts_total 3", lines);
        Assert.Contains("course_queue_length 0", lines);
        Assert.Contains("course_requests_rejected_total{reason=\"missing-review\"} 1", lines);
        Assert.Contains("course_batch_size_bucket{le=\"2\"} 0", lines);
        Assert.Contains("course_batch_size_bucket{le=\"4\"} 1", lines);
        Assert.Contains("course_batch_size_sum 3", lines);
        Assert.Contains(lines, line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_route=\"/predict\"", StringComparison.Ordinal) && line.Contains("http_response_status_code=\"400\"", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal));
        // A bound that only the OpenTelemetry convention for this instrument has.
        Assert.Contains(lines, line => line.StartsWith("http_server_request_duration_seconds_bucket{", StringComparison.Ordinal) && line.Contains("le=\"0.075\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("dotnet_process_memory_working_set_bytes ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_path_stands_in_the_openapi_description()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(), _classifier);

        var description = (await server.GetAsync("/openapi/v1.json")).Json;

        Assert.StartsWith("3.", description.GetProperty("openapi").GetString());
        Assert.Equal(["/explain", "/healthz", "/metrics", "/models", "/predict", "/readyz"], description.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order());
        var predict = description.GetProperty("paths").GetProperty("/predict").GetProperty("post");
        Assert.True(predict.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Equal(["200", "400", "413", "415", "429", "503"], predict.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("PredictResponse").GetProperty("properties").TryGetProperty("charactersRead", out _));
        var answers = predict.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("oneOf");
        Assert.Equal(["#/components/schemas/PredictResponse", "#/components/schemas/PredictManyResponse"], answers.EnumerateArray().Select(answer => answer.GetProperty("$ref").GetString()));
        var many = schemas.GetProperty("PredictManyResponse").GetProperty("properties");
        Assert.True(many.GetProperty("predictions").GetProperty("items").GetProperty("properties").TryGetProperty("charactersRead", out _));
        Assert.Equal("number", many.GetProperty("milliseconds").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/nowhere")]
    public async Task Every_answer_has_the_security_headers_and_none_names_the_server(string path)
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(), _classifier);

        var headers = (await server.GetAsync(path)).Headers;

        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"]);
        Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.False(headers.ContainsKey("Server"));
        Assert.False(headers.ContainsKey("X-Powered-By"));
    }

    [Fact]
    public async Task Other_sites_are_let_in_only_if_they_are_named()
    {
        await using var closed = await RunningServer.StartAsync(RunningServer.Options(), _classifier);
        await using var open = await RunningServer.StartAsync(RunningServer.Options() with { AllowedOrigins = ["https://example.org"] }, new SteeredClassifier());

        Assert.Null(await AllowedAsync(closed, "https://example.org"));
        Assert.Null(await AllowedAsync(open, "https://example.com"));
        Assert.Equal("https://example.org", await AllowedAsync(open, "https://example.org"));

        static async Task<string?> AllowedAsync(RunningServer server, string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/models") { Headers = { { "Origin", origin } } };
            return (await server.SendAsync(request)).Headers.GetValueOrDefault("Access-Control-Allow-Origin");
        }
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_to_wait_and_may_still_ask_for_health()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options() with { RateLimit = 1 }, _classifier);

        var answers = new List<Answer>();
        for (var i = 0; i < 4; i++)
            answers.Add(await server.PredictAsync("one"));

        Assert.Equal(HttpStatusCode.OK, answers[0].Status);
        var refused = answers.First(answer => answer.Status != HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (refused.Status, refused.Code));
        Assert.True(int.Parse(refused.Headers["Retry-After"]) >= 1);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_has_its_own_limit()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options() with { RateLimit = 1, TrustProxy = true }, _classifier);
        var statuses = new List<HttpStatusCode>();

        for (var i = 0; i < 8; i++)
            statuses.Add((await server.PostAsync("/predict", "{\"review\": \"one\"}"u8.ToArray(), headers: ("X-Forwarded-For", $"203.0.113.{i}"))).Status);

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task The_log_tells_each_request_as_json_and_never_what_the_client_wrote()
    {
        var before = Console.Out;
        using var log = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(log));
        try
        {
            await using var server = await RunningServer.StartAsync(RunningServer.Options() with { Log = LogFormat.Json }, _classifier);
            await server.PredictAsync("my secret diary");
            await server.PostAsync("/predict", """{"secret": "diary"}""");
            await server.GetAsync("/secret/diary?secret=diary");
            // A host's probes come every few seconds: answered as they should be, they are not worth a line.
            foreach (var probe in (string[])["/healthz", "/readyz", "/metrics"])
                Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(probe)).Status);
        }
        finally
        {
            Console.SetOut(before);
        }

        var lines = log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();
        var answered = lines.Where(line => line.GetProperty("EventId").GetInt32() == 2).Select(line => line.GetProperty("State")).ToList();
        Assert.Equal(["/predict", "/predict", "(none)"], answered.Select(state => state.GetProperty("Route").GetString()));
        Assert.Equal([200, 400, 404], answered.Select(state => state.GetProperty("Status").GetInt32()));
        Assert.Equal(1, answered[0].GetProperty("Texts").GetInt32());
        Assert.DoesNotContain("secret", log.ToString());
        Assert.DoesNotContain("diary", log.ToString());
    }

    [Fact]
    public async Task The_page_is_served_with_its_files_and_the_api_beside_it()
    {
        var page = Directory.CreateTempSubdirectory("course-page-");
        try
        {
            page.CreateSubdirectory("assets");
            await File.WriteAllTextAsync(Path.Combine(page.FullName, "index.html"), "<!doctype html><title>page</title>", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(page.FullName, "assets", "index-1a2b.js"), "1", TestContext.Current.CancellationToken);
            await using var server = await RunningServer.StartAsync(RunningServer.Options() with { Page = page.FullName }, _classifier);

            var (index, script) = (await server.GetAsync("/"), await server.GetAsync("/assets/index-1a2b.js"));

            Assert.Contains("<title>page</title>", index.Text);
            Assert.Equal(("text/html", "no-cache"), (index.Headers["Content-Type"], index.Headers["Cache-Control"]));
            Assert.Equal("text/javascript", script.Headers["Content-Type"]);
            Assert.Contains("immutable", script.Headers["Cache-Control"]);
            Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/assets/other.js")).Status);
            Assert.Equal(HttpStatusCode.OK, (await server.PredictAsync("one")).Status);
        }
        finally
        {
            page.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_option_goes_before_the_environment_and_the_environment_before_the_default()
    {
        var environment = new Dictionary<string, string> { ["PORT"] = "5000", ["SERVE_QUEUE"] = "300", ["SERVE_RATE_LIMIT"] = "7" };

        var options = ServerArguments.Read(["--queue", "400", "--model=folder"], environment.GetValueOrDefault, new ServerOptions { Model = "default" });

        Assert.Equal(("folder", 5000, 400, 7, 64), (options.Model, options.Port, options.QueueCapacity, options.RateLimit, options.MaxBatchTexts));
    }

    [Theory]
    [InlineData("--queue", "many", "--queue is 'many', and must be a whole number.")]
    [InlineData("--timeout", "-3", "--timeout is '-3', and must be a number of seconds")]
    [InlineData("--host", "example.org", "--host is 'example.org', and must be an IP address.")]
    [InlineData("--colour", "red", "'--colour' is no option of this server.")]
    [InlineData("--port", null, "--port wants a value.")]
    public void A_setting_that_cannot_be_used_is_told_by_name(string name, string? value, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => ServerArguments.Read(value is null ? [name] : [name, value], _ => null, new ServerOptions { Model = "m" }));

        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public async Task Options_that_contradict_each_other_are_refused_before_anything_starts()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunningServer.StartAsync(RunningServer.Options() with { QueueCapacity = 10, MaxReviews = 11 }));

        Assert.Contains("MaxReviews is 11", error.Message);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_:][a-z0-9_:]* .*|[a-z_:][a-z0-9_:]*(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? [-+0-9.eE]+)$""")]
    private static partial Regex PrometheusLine();
}
