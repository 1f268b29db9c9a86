using TransferLearning.Hub;

namespace TransferLearning.Data;

/// <summary>A data set's file on the web, whose content is known.</summary>
/// <param name="Name">The name that it gets.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal digits: nothing else is accepted.</param>
internal sealed record DatasetFile(string Name, Uri Address, long Size, string Sha256);

/// <summary>Fetches data sets once: an interrupted download goes on where it stopped, and what came is checked by its length and SHA-256.</summary>
/// <param name="folder">Where the files are kept.</param>
/// <param name="options">How patiently to ask; <see langword="null"/> for the settings of the environment.</param>
internal sealed class DatasetDownload(string? folder = null, HubOptions? options = null)
{
    private readonly string _folder = folder ?? DefaultFolder;

    /// <summary>Where data sets are kept unless one says otherwise: <c>transfer-learning-course/datasets</c> among the user's application data.</summary>
    public static string DefaultFolder { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "transfer-learning-course", "datasets");

    /// <summary>The path of the file, which is fetched if it is not there.</summary>
    /// <exception cref="DatasetException">It could not be fetched; the message says what to do.</exception>
    public string Fetch(DatasetFile file, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(_folder, file.Name);
        if (File.Exists(path)) return path;

        // Off a notebook's own context, which must not be waited for from within.
        Task.Run(() => FetchAsync(file, path, progress ?? DownloadProgressBar.OnStandardError(), cancellationToken), cancellationToken).GetAwaiter().GetResult();
        return path;
    }

    private async Task FetchAsync(DatasetFile file, string path, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        // The same patience and proxy as for models, but another server, and no token for it.
        var settings = (options ?? HubOptions.FromEnvironment()) with { Endpoint = file.Address, Token = null };
        var remote = new RemoteFile(file.Name, file.Sha256, file.Size);
        var tally = new DownloadTally(file.Name, [remote], progress);
        using var requests = new HubRequests(settings);
        var download = new BlobDownload(
            requests, DownloadRetries.Create(settings.MaxRetries, settings.RetryDelay), new HubQuery(file.Name, "main"), remote, file.Address, count => tally.Received(file.Name, count));
        try
        {
            if (settings.Offline) throw new HubException(HubProblem.Offline, "HF_HUB_OFFLINE forbids the network.");
            await download.RunAsync(path, cancellationToken).ConfigureAwait(false);
            tally.Finished(file.Name);
        }
        catch (IOException error)
        {
            throw new DatasetException(path, null, $"{Reason(error)} It can be fetched by hand from {file.Address} and put there; or give its path.", error);
        }
    }

    private static string Reason(IOException error) => error switch
    {
        HubException { Problem: HubProblem.Offline } => $"the file is not there, and {error.Message}",
        HubException { Problem: HubProblem.Damaged } => "what came from the web is not the file: its length or SHA-256 is another. Nothing of it was kept.",
        HubException { InnerException: { } cause } => $"the file could not be fetched: {cause.GetBaseException().Message.TrimEnd('.')}. What has come is kept, and the next try goes on from there.",
        HubException { Problem: HubProblem.NotFound } => "the file is no longer where it was on the web.",
        HubException => "the file's server is busy or refuses. What has come is kept; try again later.",
        _ => $"the file could not be written: {error.Message}",
    };
}
