using System.Globalization;
using System.Net;

namespace TransferLearning.Hub;

/// <summary>Where models are downloaded from and to, and with how much patience. <see cref="FromEnvironment()"/> reads the variables that Python's <c>huggingface_hub</c> reads.</summary>
public sealed record HubOptions
{
    /// <summary>The Hub's address.</summary>
    public static readonly Uri HuggingFace = new("https://huggingface.co");

    /// <summary>The server: the Hub itself, or a mirror with the same addresses (<c>HF_ENDPOINT</c>).</summary>
    public Uri Endpoint { get; init; } = HuggingFace;

    /// <summary>The cache's folder, shared with Python (<c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>).</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The access token for private and gated models (<c>HF_TOKEN</c>, else the file that <c>hf auth login</c> wrote). It is sent to <see cref="Endpoint"/> only.</summary>
    public string? Token { get; init; }

    /// <summary>Whether only the cache may be used (<c>HF_HUB_OFFLINE</c>).</summary>
    public bool Offline { get; init; }

    /// <summary>The proxy; null for the one of the environment (<c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>) or of the system.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>How long the server may stay silent before the connection counts as broken (<c>HF_HUB_DOWNLOAD_TIMEOUT</c>, in seconds).</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a failed request is tried again. A try that brought a megabyte or more of a file does not count.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The wait before the first new try; it doubles each time, with some jitter, up to half a minute.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether snapshots link to the blobs, as on Linux and macOS. Where links cannot be made, files are copied whatever this says.</summary>
    public bool UseLinks { get; init; } = true;

    /// <summary>The settings of this process's environment.</summary>
    /// <exception cref="ArgumentException"><c>HF_ENDPOINT</c> is no address.</exception>
    public static HubOptions FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>The settings of any environment.</summary>
    internal static HubOptions FromEnvironment(Func<string, string?> variable)
    {
        var home = Given("HF_HOME") is { } given ? Expand(given)
            : Path.Combine(Given("XDG_CACHE_HOME") is { } caches ? Expand(caches) : Path.Combine(UserFolder, ".cache"), "huggingface");
        var options = new HubOptions
        {
            CacheFolder = (Given("HF_HUB_CACHE") ?? Given("HUGGINGFACE_HUB_CACHE")) is { } cache ? Expand(cache) : Path.Combine(home, "hub"),
            Endpoint = Given("HF_ENDPOINT") is { } endpoint ? Address(endpoint) : HuggingFace,
            Token = IsTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN") ? null
                : Given("HF_TOKEN") ?? Given("HUGGING_FACE_HUB_TOKEN") ?? ReadToken(Given("HF_TOKEN_PATH") is { } file ? Expand(file) : Path.Combine(home, "token")),
            Offline = IsTrue("HF_HUB_OFFLINE") || IsTrue("TRANSFORMERS_OFFLINE"),
        };
        return double.TryParse(Given("HF_HUB_DOWNLOAD_TIMEOUT"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86_400
            ? options with { StallTimeout = TimeSpan.FromSeconds(seconds) }
            : options;

        string? Given(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

        bool IsTrue(string name) => Given(name)?.ToUpperInvariant() is "1" or "TRUE" or "YES" or "ON";
    }

    private static string UserFolder => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string Expand(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(UserFolder, path[1..].TrimStart('/')) : path;

    private static string? ReadToken(string path) => File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : null;

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ArgumentException($"HF_ENDPOINT is '{text}', which is not an address such as {HuggingFace}. Mend or unset the variable.");
}
