using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TransferLearning.Tests.Hub.Download;

/// <summary>What a request asked for.</summary>
internal sealed record SeenRequest(string Server, string Method, string Path, string? Range, string? Authorization);

/// <summary>
/// A real web server on this machine that answers as the Hugging Face Hub does, with the file server to which the Hub redirects for large files, and that
/// misbehaves on demand.
/// </summary>
internal sealed class FakeHub : IAsyncDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly ConcurrentDictionary<string, byte[]> files = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> faults = new();
    private readonly CancellationTokenSource closing = new();
    private readonly WebApplication hub;
    private readonly WebApplication storage;

    private FakeHub()
    {
        hub = Build("hub", AnswerAsync);
        storage = Build("storage", async context => await SendAsync(context, context.Request.Path.Value!.TrimStart('/')));
    }

    /// <summary>The model that the server has.</summary>
    public string Repository { get; init; } = "owner/model";

    /// <summary>Files that are larger than this lie on the other server.</summary>
    public int LargeFileBytes { get; init; } = 1_000;

    /// <summary>The token that the server asks for; null for none.</summary>
    public string? Token { get; init; }

    public Uri Address => AddressOf(hub);

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public static async Task<FakeHub> StartAsync(string? token = null)
    {
        var server = new FakeHub { Token = token };
        await server.hub.StartAsync();
        await server.storage.StartAsync();
        return server;
    }

    public FakeHub With(string file, byte[] content)
    {
        files[file] = content;
        return this;
    }

    public FakeHub With(string file, string content) => With(file, Encoding.UTF8.GetBytes(content));

    /// <summary>The next requests for a file's content, or for <c>api</c> or <c>HEAD name</c>, go wrong in this way, one after the other.</summary>
    public FakeHub Failing(string what, params Fault[] next)
    {
        foreach (var fault in next) faults.GetOrAdd(what, _ => new()).Enqueue(fault);
        return this;
    }

    public IEnumerable<SeenRequest> Gets(string file) => Seen.Where(request => request.Method == "GET" && request.Path.EndsWith("/" + file, StringComparison.Ordinal));

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The checksum that git gives a file.</summary>
#pragma warning disable CA5350 // git and the Hub name small files by this hash; it keeps nothing secret.
    public static string GitSha1(byte[] content) => Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested) return;
        await closing.CancelAsync();
        await hub.DisposeAsync();
        await storage.DisposeAsync();
    }

    private static Uri AddressOf(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private WebApplication Build(string name, Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            var headers = context.Request.Headers;
            Seen.Enqueue(new(name, context.Request.Method, context.Request.Path.Value!, headers.Range.FirstOrDefault(), headers.Authorization.FirstOrDefault()));
            await answer(context);
        });
        return server;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (Token is not null && context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await RefuseAsync(context, 401, "RepoNotFound", "Invalid username or password.");
        }
        else if (path == $"/api/models/{Repository}/revision/main" || path == $"/api/models/{Repository}/revision/{Commit}")
        {
            if (await FailAsync(context, "api", [])) return;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { sha = Commit, siblings = files.Keys.Order(StringComparer.Ordinal).Select(file => new { rfilename = file }) }));
        }
        else if (path.StartsWith($"/api/models/{Repository}/", StringComparison.Ordinal))
        {
            await RefuseAsync(context, 404, "RevisionNotFound", "Invalid rev id");
        }
        else if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            await RefuseAsync(context, 401, "RepoNotFound", "Repository not found");
        }
        else if (path.StartsWith($"/{Repository}/resolve/{Commit}/", StringComparison.Ordinal))
        {
            // As the Hub does: first to an address of its own, from there to the content or to the other server.
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"/api/resolve-cache/{path[$"/{Repository}/resolve/{Commit}/".Length..]}".Replace("/api/", "/", StringComparison.Ordinal);
        }
        else
        {
            await ResolveAsync(context, path["/resolve-cache/".Length..]);
        }
    }

    private async Task ResolveAsync(HttpContext context, string file)
    {
        if (context.Request.Method == "HEAD" && await FailAsync(context, "HEAD " + file, [])) return;
        if (!files.TryGetValue(file, out var content))
        {
            await RefuseAsync(context, 404, "EntryNotFound", "Entry not found");
            return;
        }

        context.Response.Headers["X-Repo-Commit"] = Commit;
        if (content.Length > LargeFileBytes)
        {
            context.Response.Headers["X-Linked-Etag"] = $"\"{Sha256(content)}\"";
            context.Response.Headers["X-Linked-Size"] = content.Length.ToString(CultureInfo.InvariantCulture);
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = $"{AddressOf(storage).AbsoluteUri}{file}";
            return;
        }

        context.Response.Headers.ETag = $"W/\"{GitSha1(content)}\"";
        await SendAsync(context, file);
    }

    private async Task SendAsync(HttpContext context, string file)
    {
        var content = files[file];
        var from = 0;
        if (context.Request.Headers.Range.FirstOrDefault() is { } range && !IsNext(file, Fault.NoRanges))
        {
            from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            context.Response.StatusCode = from < content.Length ? 206 : 416;
            if (from >= content.Length) return;
            context.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = content.Length - from;
        if (context.Request.Method == "HEAD" || await FailAsync(context, file, content[from..])) return;
        await context.Response.Body.WriteAsync(content.AsMemory(from));
    }

    private bool IsNext(string what, Fault fault) => faults.TryGetValue(what, out var queue) && queue.TryPeek(out var next) && next == fault && queue.TryDequeue(out _);

    /// <summary>Fails as was asked for; false if nothing was.</summary>
    private async Task<bool> FailAsync(HttpContext context, string what, byte[] rest)
    {
        if (!faults.TryGetValue(what, out var queue) || !queue.TryDequeue(out var fault)) return false;
        switch (fault)
        {
            case Fault.Cut:
                await context.Response.Body.WriteAsync(rest.AsMemory(0, rest.Length / 2));
                await context.Response.Body.FlushAsync();
                context.Abort();
                return true;
            case Fault.Stall:
                await context.Response.Body.WriteAsync(rest.AsMemory(0, rest.Length / 2));
                await context.Response.Body.FlushAsync();
                using (var stop = CancellationTokenSource.CreateLinkedTokenSource(closing.Token, context.RequestAborted))
                    await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            case Fault.WrongBytes:
                await context.Response.Body.WriteAsync(Array.ConvertAll(rest, value => (byte)~value));
                return true;
            case Fault.Busy:
                context.Response.ContentLength = null;
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "0";
                return true;
            case Fault.Gated:
                await RefuseAsync(context, 403, "GatedRepo", "Access to this model is restricted.");
                return true;
            default:
                return false;
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.ContentLength = null;
        context.Response.StatusCode = status;
        context.Response.Headers["X-Error-Code"] = code;
        context.Response.Headers["X-Error-Message"] = message;
        await context.Response.CompleteAsync();
    }
}

/// <summary>How an answer goes wrong.</summary>
internal enum Fault
{
    /// <summary>The connection ends after half of the bytes.</summary>
    Cut,

    /// <summary>After half of the bytes nothing comes any more.</summary>
    Stall,

    /// <summary>As many bytes as announced, but other ones.</summary>
    WrongBytes,

    /// <summary>503.</summary>
    Busy,

    /// <summary>403.</summary>
    Gated,

    /// <summary>The range that was asked for is ignored.</summary>
    NoRanges,
}
