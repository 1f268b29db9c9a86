using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TransferLearning.Web.Tests;

/// <summary>What is no request gets the right status and a body that helps, and the server goes on.</summary>
public sealed class BadInputTests
{
    private readonly SteeredClassifier _classifier = new();

    public static TheoryData<string, string, string> BadBodies => new()
    {
        { "", "empty-body", "The body is empty" },
        { "review=good", "not-json", "line 1, byte 1" },
        { "{\"review\": \"good\"", "not-json", "line 1" },
        { "{\"review\": \"good\"} {}", "not-json", "line 1" },
        { "{\"review\": \"a\", \"review\": \"b\"}", "not-json", "twice" },
        { new string('[', 100_000), "not-json", "8 levels" },
        { "[\"good\"]", "wrong-type", "not an array" },
        { "\"good\"", "wrong-type", "not a string" },
        { "null", "wrong-type", "not null" },
        { "{}", "missing-review", "neither 'review' nor 'reviews'" },
        { "{\"text\": \"good\"}", "unknown-property", "'review' and 'reviews'" },
        { "{\"review\": \"good\", \"reviews\": [\"good\"]}", "ambiguous", "both" },
        { "{\"review\": 5}", "wrong-type", "'review' must be a string, not a number" },
        { "{\"review\": null}", "wrong-type", "not null" },
        { "{\"review\": [\"good\"]}", "wrong-type", "not an array" },
        { "{\"review\": \"\"}", "empty-review", "'review' is empty" },
        { "{\"review\": \" \\n\\t\\u00a0\"}", "empty-review", "'review' is empty" },
        { "{\"review\": \"\\ud83d\"}", "not-unicode", "surrogate" },
        { "{\"reviews\": \"good\"}", "wrong-type", "'reviews' must be an array of strings, not a string" },
        { "{\"reviews\": []}", "empty-review", "at least one" },
        { "{\"reviews\": [\"good\", 5]}", "wrong-type", "'reviews[1]' must be a string" },
        { "{\"reviews\": [\"good\", \"\"]}", "empty-review", "'reviews[1]' is empty" },
        { $"{{\"reviews\": [{string.Join(',', Enumerable.Repeat("\"good\"", 1000))}]}}", "too-many-reviews", "1000 texts" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_of_no_use_is_answered_400_and_told_why(string body, string code, string detail)
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync("/predict", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.Contains(detail, answer.Detail);
        await AssertAlive(server);
    }

    [Fact]
    public async Task A_problem_has_what_rfc_9457_asks_for()
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync("/predict", "{}");

        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal("about:blank", answer.Json.GetProperty("type").GetString());
        Assert.Equal("Bad Request", answer.Json.GetProperty("title").GetString());
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
        Assert.NotEqual("", answer.Json.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Invalid_utf8_is_refused_wherever_it_stands()
    {
        await using var server = await StartAsync();
        byte[] body = [.. "{\"review\": \"good "u8, 0xC3, 0x28, .. "\"}"u8];

        var answer = await server.PostAsync("/predict", body);

        Assert.Equal((HttpStatusCode.BadRequest, "not-utf8"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync("/predict", (byte[])[0xEF, 0xBB, 0xBF, .. "{\"review\": \"good\"}"u8]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_content_type_is_answered_415_with_an_example(string contentType)
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync("/predict", "{\"review\": \"good\"}"u8.ToArray(), contentType);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "not-json"), (answer.Status, answer.Code));
        Assert.Contains("application/json", answer.Detail);
    }

    [Fact]
    public async Task Ten_megabytes_are_answered_413()
    {
        await using var server = await StartAsync();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { review = new string('a', 10_000_000) });

        // The server closes the connection without reading all of it, and a client may notice that first.
        var answer = await Record.ExceptionAsync(async () =>
        {
            var answer = await server.PostAsync("/predict", body);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (answer.Status, answer.Code));
        });

        Assert.True(answer is null or HttpRequestException, answer?.ToString());
        await AssertAlive(server);
    }

    [Fact]
    public async Task A_chunked_body_that_grows_too_large_is_answered_413()
    {
        await using var server = await StartAsync(maxBody: 1000);

        var answer = await RawAsync(server, "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + new string(' ', 2000) + "\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", answer);
    }

    [Fact]
    public async Task A_word_of_a_million_characters_is_answered_as_truncated()
    {
        await using var server = await StartAsync();

        var answer = await server.PredictAsync(new string('a', 1_000_000));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Json.GetProperty("truncated").GetBoolean());
        Assert.Equal(50_000, answer.Json.GetProperty("charactersRead").GetInt32());
    }

    [Fact]
    public async Task A_text_is_never_cut_in_the_middle_of_a_character()
    {
        await using var server = await StartAsync(maxCharacters: 5);

        var answer = await server.PredictAsync("good😀 and more");

        Assert.Equal(4, answer.Json.GetProperty("charactersRead").GetInt32());
    }

    [Theory]
    [InlineData("GET", "/predict", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("DELETE", "/models", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/../../etc/passwd", HttpStatusCode.NotFound, "not-found")]
    public async Task Wrong_paths_and_methods_are_problems_too(string method, string path, HttpStatusCode status, string code)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await server.SendAsync(request);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task What_is_not_http_at_all_is_refused()
    {
        await using var server = await StartAsync();

        Assert.StartsWith("HTTP/1.1 400", await RawAsync(server, "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 400", await RawAsync(server, "\u0016\u0003\u0001 this is TLS\r\n\r\n"));
        await AssertAlive(server);
    }

    [Fact]
    public async Task A_client_that_never_finishes_its_headers_is_cut_off()
    {
        await using var server = await StartAsync(clientTimeout: 1.5);

        var answer = await RawAsync(server, "POST /predict HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        Assert.StartsWith("HTTP/1.1 408", answer);
        await AssertAlive(server);
    }

    [Fact]
    public async Task A_client_that_never_finishes_its_body_is_cut_off()
    {
        await using var server = await StartAsync(clientTimeout: 1.5);

        var answer = await RawAsync(server, "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"rev");

        Assert.StartsWith("HTTP/1.1 408", answer);
        await AssertAlive(server);
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST /predict HTTP/1.1\r\nHost: x\r\n")]
    [InlineData("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"rev")]
    [InlineData("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n{\"review\": \"good\"}")]
    public async Task Half_closed_connections_do_no_harm(string sent)
    {
        await using var server = await StartAsync();

        for (var i = 0; i < 20; i++)
            await RawAsync(server, sent, closesItsHalf: true);

        await AssertAlive(server);
    }

    private async Task<RunningServer> StartAsync(long maxBody = 2_000_000, int maxCharacters = 50_000, double clientTimeout = 10)
    {
        var options = RunningServer.Options() with { MaxBodyBytes = maxBody, MaxCharacters = maxCharacters, ClientTimeout = TimeSpan.FromSeconds(clientTimeout) };
        return await RunningServer.StartAsync(options, _classifier);
    }

    private static async Task AssertAlive(RunningServer server) => Assert.Equal(HttpStatusCode.OK, (await server.PredictAsync("one two")).Status);

    /// <summary>Sends bytes as they are, and returns what came until the server closed the connection.</summary>
    private static async Task<string> RawAsync(RunningServer server, string sent, bool closesItsHalf = false)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Server.Url.Host, server.Server.Url.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.Latin1.GetBytes(sent), TestContext.Current.CancellationToken);
        if (closesItsHalf)
            socket.Shutdown(SocketShutdown.Send);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // The server reset the connection; what came before counts.
        }

        return answer.ToString();
    }
}
