using Polly;

namespace TransferLearning.Hub;

/// <summary>Downloads models from the Hugging Face Hub, or a mirror of it, into the cache that Python's <c>huggingface_hub</c> uses too.</summary>
/// <remarks>With the settings of the environment, <see cref="Hub"/> does the same in one call.</remarks>
public sealed class HubClient : IDisposable
{
    private const int FilesAtOnce = 4;
    private const int LongestList = 32_000_000;

    private readonly HubOptions options;
    private readonly HubRequests requests;
    private readonly HubFailures failures;
    private readonly ResiliencePipeline retries;
    private readonly ResiliencePipeline fewRetries;

    /// <summary>Makes a client.</summary>
    /// <param name="options">Where from, where to, with how much patience.</param>
    public HubClient(HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        requests = new HubRequests(options);
        failures = new HubFailures(options);
        retries = DownloadRetries.Create(options.MaxRetries, options.RetryDelay);

        // Who has no network should hear so soon.
        fewRetries = DownloadRetries.Create(Math.Min(2, options.MaxRetries), options.RetryDelay);
    }

    /// <summary>Downloads a model's files, as far as they are not in the cache.</summary>
    /// <param name="repository">The model's name: <c>owner/name</c>, or <c>name</c> for the oldest ones.</param>
    /// <param name="revision">The branch, tag or commit.</param>
    /// <param name="files">Names of files, also patterns with <c>*</c> and <c>?</c>; null for what this library reads of a model: configuration, tokenizer, card, weights.</param>
    /// <param name="progress">Told of every piece that arrives, from several threads.</param>
    /// <param name="cancellationToken">Stops the download; what has arrived is kept for the next one.</param>
    /// <returns>The folder with the files of that revision. If the server cannot be reached and the cache holds what is wanted, the cache's.</returns>
    /// <exception cref="ArgumentException">A name cannot be one.</exception>
    /// <exception cref="HubException">The download failed; the message says what to do.</exception>
    public async Task<string> DownloadAsync(
        string repository, string revision = "main", IReadOnlyList<string>? files = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckNames(repository, revision, files);
        var what = new HubQuery(repository, revision);
        var cache = new RepositoryCache(options.CacheFolder, repository, options.UseLinks);
        if (options.Offline) return CachedSnapshot(cache, revision, files) ?? throw failures.OfflineWithout(what, Lacking(cache, revision, files));

        RepositoryFiles listed;
        try
        {
            listed = await ListAsync(what, cancellationToken).ConfigureAwait(false);
        }
        catch (HubException error) when (error.Problem is HubProblem.Unreachable or HubProblem.ServerError && CachedSnapshot(cache, revision, files) is { } cached)
        {
            return cached;
        }

        var selected = listed.Select(files, what).Where(file => !cache.Has(listed.Commit, file)).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken };
        var remote = new RemoteFile[selected.Count];
        await Parallel.ForAsync(0, selected.Count, parallel, async (i, token) => remote[i] = await DescribeAsync(what, listed.Commit, selected[i], token).ConfigureAwait(false)).ConfigureAwait(false);

        var tally = new DownloadTally(repository, remote, progress);
        await Parallel.ForEachAsync(remote, parallel, async (file, token) => await FetchAsync(cache, what, listed.Commit, file, tally, token).ConfigureAwait(false)).ConfigureAwait(false);
        cache.WriteReference(revision, listed.Commit);
        Directory.CreateDirectory(cache.SnapshotFolder(listed.Commit));
        return cache.SnapshotFolder(listed.Commit);
    }

    /// <inheritdoc/>
    public void Dispose() => requests.Dispose();

    private static void CheckNames(string repository, string revision, IReadOnlyList<string>? files)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(repository);
        ArgumentException.ThrowIfNullOrWhiteSpace(revision);
        if (!RepositoryPaths.IsRepository(repository)) throw new ArgumentException($"'{repository}' is no name of a model on the Hub: those are 'name' or 'owner/name', of letters, digits, '-', '_' and '.'.", nameof(repository));
        if (!RepositoryPaths.IsRevision(revision)) throw new ArgumentException($"'{revision}' is no name of a branch, tag or commit.", nameof(revision));
        if (files?.FirstOrDefault(file => !RepositoryPaths.IsFile(file)) is { } wrong) throw new ArgumentException($"'{wrong}' is no name of a file in a repository: no '..', no leading '/', no backslash or colon.", nameof(files));
    }

    /// <summary>The cache's folder of a revision, if it holds every wanted file.</summary>
    private static string? CachedSnapshot(RepositoryCache cache, string revision, IReadOnlyList<string>? files) =>
        cache.FindSnapshot(revision) is { } snapshot && Lacking(snapshot, files) is null ? snapshot : null;

    private static string Lacking(RepositoryCache cache, string revision, IReadOnlyList<string>? files) =>
        (cache.FindSnapshot(revision) is { } snapshot ? Lacking(snapshot, files) : null) ?? "the files";

    private static string? Lacking(string snapshot, IReadOnlyList<string>? files)
    {
        if (files is null) return ModelFolder.Lacks(snapshot);
        var here = Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(snapshot, file).Replace('\\', '/')).ToList();
        return files.FirstOrDefault(file => !here.Exists(name => RepositoryFiles.Matches(file, name))) is { } missing ? $"'{missing}'" : null;
    }

    private async Task<RepositoryFiles> ListAsync(HubQuery what, CancellationToken cancellationToken) => await fewRetries.ExecuteAsync(
        async token =>
        {
            var address = requests.Address($"api/models/{what.Repository}/revision/{Uri.EscapeDataString(what.Revision)}");
            using var response = await requests.SendAsync(HttpMethod.Get, address, what, null, null, token).ConfigureAwait(false);
            return RepositoryFiles.Parse(await requests.ReadAsync(response, what, LongestList, token).ConfigureAwait(false), what);
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Asks for a file's checksum and length. Large files lie on another server, but it is the Hub that knows their checksum, so its redirect is read and not followed.</summary>
    private async Task<RemoteFile> DescribeAsync(HubQuery what, string commit, string file, CancellationToken cancellationToken) => await retries.ExecuteAsync(
        async token =>
        {
            RemoteFile? linked = null;
            using var response = await requests.SendAsync(HttpMethod.Head, AddressOf(what, commit, file), what with { File = file }, null, (redirect, next) => (linked ??= RemoteFileHeaders.Linked(file, redirect)) is not null && !requests.IsEndpoint(next), token).ConfigureAwait(false);
            return linked ?? RemoteFileHeaders.Linked(file, response) ?? RemoteFileHeaders.Direct(file, response)
                ?? throw new HubException(HubProblem.Damaged, $"The server gives no usable checksum (ETag) for {what with { File = file }}. {HubFailures.OtherServer}");
        },
        cancellationToken).ConfigureAwait(false);

    private async Task FetchAsync(RepositoryCache cache, HubQuery what, string commit, RemoteFile file, DownloadTally tally, CancellationToken cancellationToken)
    {
        using (await cache.LockAsync(file.Etag, cancellationToken).ConfigureAwait(false))
        {
            var blob = cache.BlobPath(file.Etag);
            if (!File.Exists(blob))
                await new BlobDownload(requests, retries, what with { File = file.Name }, file, AddressOf(what, commit, file.Name), count => tally.Received(file.Name, count)).RunAsync(blob, cancellationToken).ConfigureAwait(false);
            cache.Place(file.Etag, commit, file.Name);
        }

        tally.Finished(file.Name);
    }

    private Uri AddressOf(HubQuery what, string commit, string file) =>
        requests.Address($"{what.Repository}/resolve/{commit}/{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}");
}
