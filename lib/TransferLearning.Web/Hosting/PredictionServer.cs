using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TransferLearning.Web.Api;
using TransferLearning.Web.Batching;
using TransferLearning.Web.Metrics;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Hosting;

/// <summary>
/// A web server that labels reviews: <c>POST /predict</c>, <c>POST /explain</c>, <c>GET /models</c>, <c>/healthz</c>,
/// <c>/readyz</c>, <c>/metrics</c>, <c>/openapi/v1.json</c>, and the page if its folder is given.
/// </summary>
/// <example>
/// <code>
/// await using var server = await PredictionServer.StartAsync(new ServerOptions { Model = "my-model", Port = 0 });
/// Console.WriteLine(server.Url);   // http://127.0.0.1:41235
/// </code>
/// </example>
public sealed class PredictionServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ModelStore _store;
    private readonly BatchingQueue _queue;
    private readonly ModelReloads _reloads;
    private int _isStopped;

    private PredictionServer(WebApplication app, ModelStore store, BatchingQueue queue, ModelReloads reloads)
    {
        (_app, _store, _queue, _reloads) = (app, store, queue, reloads);
        // Before any request comes, so that nothing goes uncounted.
        app.Services.GetRequiredService<PrometheusText>();
    }

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:8080</c>.</summary>
    public Uri Url { get; private set; } = new("http://localhost");

    /// <summary>Starts a server and waits until its model is loaded.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="IOException">The port is taken, or a file of the model is missing.</exception>
    /// <exception cref="InvalidDataException">A file of the model is damaged.</exception>
    public static async Task<PredictionServer> StartAsync(ServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return await StartAsync(options, () => LibraryClassifier.Load(options.Model, options.MaxTokens), cancellationToken);
    }

    /// <summary>Starts a server over a classifier of the caller's.</summary>
    internal static async Task<PredictionServer> StartAsync(ServerOptions options, Func<ITextClassifier> load, CancellationToken cancellationToken)
    {
        // The model is loaded while the server is put together. That listens as soon as it can: whoever asks /readyz meanwhile
        // is told to wait, and not that nobody is there.
        var first = FirstLoad.Begin(options, load, TimeProvider.System, cancellationToken);
        PredictionServer? server = null;
        try
        {
            server = Build(options, first.Store);
            await server._app.StartAsync(cancellationToken);
            server.Url = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            await server._reloads.FinishFirstAsync(first, cancellationToken);
            return server;
        }
        catch
        {
            // Nothing of a server that did not start goes on.
            await first.DisposeAsync();
            if (server is not null)
                await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads the model's folder anew and changes over to it; requests under way end with the model that they began with.</summary>
    /// <exception cref="IOException">A file is missing; the model before goes on answering.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the model before goes on answering.</exception>
    public Task ReloadAsync(CancellationToken cancellationToken = default) => _reloads.ReloadAsync(cancellationToken);

    /// <summary>As <see cref="ReloadAsync"/>, but what goes wrong is told to the log alone.</summary>
    internal Task TryReloadAsync() => _reloads.TryReloadAsync(CancellationToken.None);

    /// <summary>Stops taking requests, finishes those that were taken, and frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
            return;
        await _reloads.DisposeAsync();
        await _app.StopAsync();
        await _queue.DisposeAsync();
        _store.Dispose();
        await _app.DisposeAsync();
    }

    private static PredictionServer Build(ServerOptions options, ModelStore store)
    {
        // From nothing: no settings are read from files or from the environment that could change what was asked for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ServerSetup.Configure(builder, options);
        var clock = TimeProvider.System;
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ServerMetrics>();
        builder.Services.AddSingleton<PrometheusText>();
        builder.Services.AddSingleton<Predictor>();
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(services => new BatchingQueue(
            options.QueueCapacity, options.MaxBatchTexts, options.MaxBatchTokens, services.GetRequiredService<ServerMetrics>(), clock));
        builder.Services.AddSingleton<ModelReloads>();
        var app = builder.Build();
        ServerSetup.Use(app, options);
        return new PredictionServer(app, store, app.Services.GetRequiredService<BatchingQueue>(), app.Services.GetRequiredService<ModelReloads>());
    }
}
