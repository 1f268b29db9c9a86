using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TransferLearning.Web.Api;

namespace TransferLearning.Web.Hosting;

/// <summary>Puts ASP.NET Core's parts together.</summary>
internal static class ServerSetup
{
    public static void Configure(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddMetrics();
        if (options.RateLimit > 0)
            builder.Services.AddRateLimiter(limiter => ClientRateLimit.Configure(limiter, options.RateLimit));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            // A number is a number; the API's description would else allow a string for it.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.Services.AddOpenApi(OpenApiDescription.Configure);
        if (options.AllowedOrigins.Count > 0)
        {
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. options.AllowedOrigins]).WithMethods("GET", "POST").WithHeaders("Content-Type", "Prefer").WithExposedHeaders("Retry-After")));
        }

        Configure(builder.Logging, options.Log);
    }

    public static void Use(WebApplication app, ServerOptions options)
    {
        if (options.TrustProxy)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
            // A host's proxy has an address of the host's choice; TrustProxy says that nobody else reaches this server.
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            app.UseForwardedHeaders(forwarded);
        }

        app.UseMiddleware<RequestLog>();
        app.Use(SecurityHeaders.AddAsync);
        app.UseMiddleware<ProblemMiddleware>();
        if (options.Page is { } page)
            StaticPage.Use(app, page);
        app.UseRouting();
        if (options.AllowedOrigins.Count > 0)
            app.UseCors();
        if (options.RateLimit > 0)
            app.UseRateLimiter();
        ApiEndpoints.Map(app);
        app.MapOpenApi();
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.Listen(options.Address, options.Port);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = options.ClientTimeout;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        // A body may come slowly, but not drop by drop: that would hold a connection for ever.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: options.ClientTimeout);
    }

    private static void Configure(ILoggingBuilder logging, LogFormat format)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        // The framework tells each request again, with the path that the client wrote.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (format == LogFormat.Json)
            logging.AddJsonConsole(json => json.TimestampFormat = "O");
        else if (format == LogFormat.Text)
            logging.AddSimpleConsole(text => (text.SingleLine, text.TimestampFormat) = (true, "HH:mm:ss "));
    }
}
