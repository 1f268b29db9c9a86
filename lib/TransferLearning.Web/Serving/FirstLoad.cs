using TransferLearning.Web.Hosting;

namespace TransferLearning.Web.Serving;

/// <summary>The loading of a server's first model, which begins before there is a server.</summary>
/// <param name="Store">Where the model will be.</param>
/// <param name="Loading">Ends when it is there.</param>
/// <param name="Start">When it began, as a time stamp of the clock.</param>
/// <param name="FolderBefore">What the folder looked like then.</param>
internal sealed record FirstLoad(ModelStore Store, Task Loading, long Start, string? FolderBefore) : IAsyncDisposable
{
    public static FirstLoad Begin(ServerOptions options, Func<ITextClassifier> load, TimeProvider clock, CancellationToken cancellation)
    {
        var store = new ModelStore(load, clock);
        var (start, before) = (clock.GetTimestamp(), FolderWatch.Look(options.Model));
        return new FirstLoad(store, store.LoadAsync(cancellation), start, before);
    }

    /// <summary>Ends a load that no server took over, and frees its model.</summary>
    public async ValueTask DisposeAsync()
    {
        // What went wrong in it is not what kept the server from starting, or has been told.
        await Loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Store.Dispose();
    }
}
