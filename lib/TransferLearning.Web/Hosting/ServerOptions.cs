using System.Net;

namespace TransferLearning.Web.Hosting;

/// <summary>How a prediction server is set up. The defaults suit one model on one small machine.</summary>
public sealed record ServerOptions
{
    /// <summary>The folder of a fine-tuned classifier, or its name.</summary>
    public required string Model { get; init; }

    /// <summary>The address to listen at; loopback answers this machine alone, <see cref="IPAddress.Any"/> everyone.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 for a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The folder of the built page; null for the API alone.</summary>
    public string? Page { get; init; }

    /// <summary>Cuts texts at fewer tokens than the model takes; null for what it takes.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The most texts in a request.</summary>
    public int MaxReviews { get; init; } = 256;

    /// <summary>The most UTF-16 units of a text that are looked at.</summary>
    public int MaxCharacters { get; init; } = 50_000;

    /// <summary>The most bytes in a request's body.</summary>
    public long MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>The most texts that wait for the model; what comes then is turned away with 429.</summary>
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>The most texts in a batch.</summary>
    public int MaxBatchTexts { get; init; } = 64;

    /// <summary>The most tokens in a batch; a single text may have more. Larger batches are no faster, and those who wait behind them wait longer.</summary>
    public int MaxBatchTokens { get; init; } = 2048;

    /// <summary>The most runs of the model for one explanation.</summary>
    public int MaxExplainedWords { get; init; } = 128;

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take to send its headers, and how long a connection may be idle at the start of its body.</summary>
    public TimeSpan ClientTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stopping server goes on with the requests that it has taken.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most connections at a time.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>The most predictions a client may ask for each second, by its address; 0 for no limit.</summary>
    public int RateLimit { get; init; } = 100;

    /// <summary>Whether the nearest proxy's <c>X-Forwarded-For</c> tells the client's address. Only behind a proxy that sets it: anyone can write it.</summary>
    public bool TrustProxy { get; init; }

    /// <summary>Origins of other sites' pages that may use this API (CORS), such as <c>https://example.org</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>How often to look whether the model's folder has changed, and load it anew if so; zero for never.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.Zero;

    /// <summary>How the log is written.</summary>
    public LogFormat Log { get; init; } = LogFormat.Json;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">One cannot be used; the message names it.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Model);
        Range(nameof(Port), Port, 0, ushort.MaxValue);
        Range(nameof(MaxTokens), MaxTokens ?? 8, 8, 1 << 20);
        Range(nameof(MaxReviews), MaxReviews, 1, QueueCapacity);
        Range(nameof(MaxExplainedWords), MaxExplainedWords, 1, QueueCapacity - 1);
        Range(nameof(MaxCharacters), MaxCharacters, 1, 1 << 24);
        Range(nameof(MaxBodyBytes), MaxBodyBytes, 1, 1 << 30);
        Range(nameof(QueueCapacity), QueueCapacity, 1, 1 << 20);
        Range(nameof(MaxBatchTexts), MaxBatchTexts, 1, 4096);
        Range(nameof(MaxBatchTokens), MaxBatchTokens, 1, 1 << 20);
        Range(nameof(MaxConnections), MaxConnections, 1, 1 << 20);
        Range(nameof(RateLimit), RateLimit, 0, 1 << 20);
        Range(nameof(RequestTimeout), RequestTimeout.TotalSeconds, 0.001, 3600);
        Range(nameof(ClientTimeout), ClientTimeout.TotalSeconds, 1.5, 3600);
        Range(nameof(ShutdownTimeout), ShutdownTimeout.TotalSeconds, 0, 3600);
        Range(nameof(WatchInterval), WatchInterval.TotalSeconds, 0, 86_400);
        if (AllowedOrigins.FirstOrDefault(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no origin: write it as https://example.org, without a path or a slash at the end.", nameof(AllowedOrigins));
    }

    private static void Range(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new ArgumentException($"{name} is {value}, and must lie between {least} and {most}.", name);
    }
}
