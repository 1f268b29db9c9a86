namespace TransferLearning.Hub;

/// <summary>Downloads models by name, with the settings of the environment: see <see cref="HubOptions"/>.</summary>
public static class Hub
{
    /// <summary>Downloads a model's files into the cache and returns their folder. What is there already is not fetched again.</summary>
    /// <example><code>var folder = Hub.Download("distilbert-base-uncased");</code></example>
    /// <param name="name">The model's name: <c>owner/name</c>, or <c>name</c> for the oldest ones.</param>
    /// <param name="revision">The branch, tag or commit.</param>
    /// <param name="files">Names of files, also patterns with <c>*</c> and <c>?</c>; null for what this library reads of a model: configuration, tokenizer, card, weights.</param>
    /// <param name="progress">Told how far it is; a bar on standard error if null.</param>
    /// <exception cref="ArgumentException">A name cannot be one.</exception>
    /// <exception cref="HubException">The download failed; the message says what to do.</exception>
    public static string Download(string name, string revision = "main", IReadOnlyList<string>? files = null, IProgress<DownloadProgress>? progress = null) =>
        Task.Run(() => DownloadAsync(name, revision, files, progress)).GetAwaiter().GetResult();

    /// <inheritdoc cref="Download"/>
    /// <param name="name">The model's name: <c>owner/name</c>, or <c>name</c> for the oldest ones.</param>
    /// <param name="revision">The branch, tag or commit.</param>
    /// <param name="files">Names of files or patterns; null for what this library reads of a model.</param>
    /// <param name="progress">Told how far it is; a bar on standard error if null.</param>
    /// <param name="cancellationToken">Stops the download; what has arrived is kept for the next one.</param>
    public static async Task<string> DownloadAsync(string name, string revision = "main", IReadOnlyList<string>? files = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var client = new HubClient(HubOptions.FromEnvironment());
        return await client.DownloadAsync(name, revision, files, progress ?? DownloadProgressBar.OnStandardError(), cancellationToken).ConfigureAwait(false);
    }
}
