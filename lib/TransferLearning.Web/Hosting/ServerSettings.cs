using System.Globalization;
using System.Net;

namespace TransferLearning.Web.Hosting;

/// <summary>
/// Every setting in words. An option of the command line goes before an environment variable, and both before the default;
/// <c>PORT</c> alone is what hosts such as Heroku and Cloud Run set.
/// </summary>
public static class ServerSettings
{
    private const string PortVariable = "PORT";

    /// <summary>All of them, but for the model and the page.</summary>
    public static IReadOnlyList<ServerSetting> All { get; } =
    [
        new("host", "The address to listen at: 127.0.0.1 answers this machine alone (default), 0.0.0.0 everyone.", (o, v) => o with { Address = Address(v) }),
        new("port", "The port; 0 for a free one. Default: the environment's PORT, or 8080.", (o, v) => o with { Port = Whole(v) }),
        new("max-tokens", "Cuts texts at fewer tokens than the model takes.", (o, v) => o with { MaxTokens = Whole(v) }),
        new("max-reviews", "The most texts in a request. Default: 256.", (o, v) => o with { MaxReviews = Whole(v) }),
        new("max-characters", "The most characters of a text that are looked at. Default: 50000.", (o, v) => o with { MaxCharacters = Whole(v) }),
        new("max-body", "The most bytes in a request's body. Default: 1048576.", (o, v) => o with { MaxBodyBytes = Whole(v) }),
        new("queue", "The most texts that wait for the model; what comes then is answered with 429. Default: 1024.", (o, v) => o with { QueueCapacity = Whole(v) }),
        new("batch", "The most texts in a batch. Default: 64.", (o, v) => o with { MaxBatchTexts = Whole(v) }),
        new("batch-tokens", "The most tokens in a batch. Default: 2048.", (o, v) => o with { MaxBatchTokens = Whole(v) }),
        new("explained-words", "The most runs of the model for one explanation. Default: 128.", (o, v) => o with { MaxExplainedWords = Whole(v) }),
        new("timeout", "Seconds that a request may take. Default: 30.", (o, v) => o with { RequestTimeout = Seconds(v) }),
        new("client-timeout", "Seconds that a client may take to send its headers. Default: 10.", (o, v) => o with { ClientTimeout = Seconds(v) }),
        new("shutdown-timeout", "Seconds in which a stopping server finishes what it took. Default: 30.", (o, v) => o with { ShutdownTimeout = Seconds(v) }),
        new("max-connections", "The most connections at a time. Default: 1024.", (o, v) => o with { MaxConnections = Whole(v) }),
        new("rate-limit", "The most predictions a second for one client; 0 for no limit. Default: 100.", (o, v) => o with { RateLimit = Whole(v) }),
        new("trust-proxy", "true: X-Forwarded-For of the nearest proxy tells the client's address. Only behind a proxy. Default: false.", (o, v) => o with { TrustProxy = Truth(v) }),
        new("allow-origin", "Origins, parted by commas, whose pages may use the API (CORS). Default: none.", (o, v) => o with { AllowedOrigins = v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) }),
        new("watch", "Seconds between two looks whether the model's folder has changed; 0 for never. Default: 0. SIGHUP loads it anew at any time.", (o, v) => o with { WatchInterval = Seconds(v) }),
        new("log", "json, text or none. Default: json, or text on a terminal.", (o, v) => o with { Log = Format(v) }),
    ];

    /// <summary>Puts the environment's and the command line's words into options.</summary>
    /// <param name="options">The options to start from.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="given">What the command line says, by setting.</param>
    /// <exception cref="ArgumentException">A word cannot be used; the message names the setting.</exception>
    public static ServerOptions Apply(ServerOptions options, Func<string, string?> environment, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(given);
        if (environment(PortVariable) is { Length: > 0 } port)
            options = Apply(options, All.First(setting => setting.Name == "port"), port, PortVariable);
        foreach (var setting in All)
        {
            if (given.TryGetValue(setting.Name, out var word))
                options = Apply(options, setting, word, "--" + setting.Name);
            else if (environment(setting.Variable) is { Length: > 0 } value)
                options = Apply(options, setting, value, setting.Variable);
        }

        return options;
    }

    private static ServerOptions Apply(ServerOptions options, ServerSetting setting, string value, string source)
    {
        try
        {
            return setting.Apply(options, value);
        }
        catch (FormatException error)
        {
            throw new ArgumentException($"{source} is '{value}', and {error.Message} {setting.Description}", error);
        }
    }

    private static int Whole(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException("must be a whole number.");

    private static TimeSpan Seconds(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 86_400
            ? TimeSpan.FromSeconds(number)
            : throw new FormatException("must be a number of seconds up to 86400.");

    private static bool Truth(string value) => bool.TryParse(value, out var truth) ? truth : throw new FormatException("must be true or false.");

    private static IPAddress Address(string value) => value switch
    {
        "localhost" => IPAddress.Loopback,
        _ => IPAddress.TryParse(value, out var address) ? address : throw new FormatException("must be an IP address."),
    };

    private static LogFormat Format(string value) => value switch
    {
        "json" => LogFormat.Json,
        "text" => LogFormat.Text,
        "none" => LogFormat.None,
        _ => throw new FormatException("must be json, text or none."),
    };
}
