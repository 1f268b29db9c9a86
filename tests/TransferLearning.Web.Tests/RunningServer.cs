using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TransferLearning.Web.Hosting;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Tests;

/// <summary>A real server on a free port, and a client for it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private RunningServer(PredictionServer server)
    {
        Server = server;
        Client = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromMinutes(2) };
    }

    public PredictionServer Server { get; }

    public HttpClient Client { get; }

    public static ServerOptions Options(string model = "none") => new() { Model = model, Port = 0, Log = LogFormat.None, RateLimit = 0 };

    public static async Task<RunningServer> StartAsync(ServerOptions options) =>
        new(await PredictionServer.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>Starts a server over a classifier that the test steers.</summary>
    public static async Task<RunningServer> StartAsync(ServerOptions options, ITextClassifier classifier) =>
        await StartAsync(options, () => classifier);

    /// <summary>Starts a server over classifiers that the test makes.</summary>
    public static async Task<RunningServer> StartAsync(ServerOptions options, Func<ITextClassifier> load) =>
        new(await PredictionServer.StartAsync(options, load, TestContext.Current.CancellationToken));

    public Task<Answer> PredictAsync(string review) => PostAsync("/predict", JsonSerializer.Serialize(new { review }));

    public Task<Answer> PostAsync(string path, string body) => PostAsync(path, Encoding.UTF8.GetBytes(body));

    public async Task<Answer> PostAsync(string path, byte[] body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, text, headers);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>What a server answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    public string Code => Json.GetProperty("code").GetString()!;

    public string Detail => Json.GetProperty("detail").GetString()!;
}
