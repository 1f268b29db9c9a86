namespace TransferLearning.Hub;

/// <summary>One model's folder in the cache of Python's <c>huggingface_hub</c>, laid out as that library does, so that each finds what the other downloaded.</summary>
/// <remarks>
/// <c>models--owner--name/refs/main</c> holds a commit; <c>snapshots/COMMIT/</c> the files of that commit, each a link to <c>blobs/ETAG</c>, or a copy where links
/// cannot be made; <c>.locks/models--owner--name/ETAG.lock</c> keeps two processes from downloading the same blob.
/// </remarks>
internal sealed class RepositoryCache(string root, string repository, bool useLinks = true)
{
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);

    private readonly string folderName = "models--" + repository.Replace("/", "--", StringComparison.Ordinal);

    /// <summary>The model's folder, whether it exists or not.</summary>
    public string Folder => Path.Combine(root, folderName);

    /// <summary>The commit that a branch or tag stood for when it was last downloaded; a full commit stands for itself. Null if it never was.</summary>
    public string? FindCommit(string revision)
    {
        if (!RepositoryPaths.IsRevision(revision)) return null;
        var reference = Path.Combine(Folder, "refs", revision);
        return File.Exists(reference) && File.ReadAllText(reference).Trim() is var commit && RepositoryPaths.IsCommit(commit) ? commit
            : RepositoryPaths.IsCommit(revision) ? revision
            : null;
    }

    /// <summary>The folder with a revision's files, or null if none of it was downloaded.</summary>
    public string? FindSnapshot(string revision) =>
        FindCommit(revision) is { } commit && Directory.Exists(SnapshotFolder(commit)) ? SnapshotFolder(commit) : null;

    /// <summary>The folder of a commit's files.</summary>
    public string SnapshotFolder(string commit) => Path.Combine(Folder, "snapshots", commit);

    /// <summary>Whether a commit's file is here, complete.</summary>
    public bool Has(string commit, string file) => File.Exists(Path.Combine(SnapshotFolder(commit), file));

    /// <summary>Where the content with a checksum lies.</summary>
    public string BlobPath(string etag) => Path.Combine(Folder, "blobs", etag);

    /// <summary>Remembers what a branch or tag stands for.</summary>
    public void WriteReference(string revision, string commit)
    {
        if (revision != commit) AtomicFile.WriteText(Path.Combine(Folder, "refs", revision), commit);
    }

    /// <summary>Waits until no other process downloads this content, and keeps others out until the result is disposed.</summary>
    public async Task<IDisposable> LockAsync(string etag, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, ".locks", folderName, etag + ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                // On Unix, .NET keeps a file to itself by flock, and so does Python's filelock. The file stays: removing it would let two owners in.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsHeldByAnother(error))
            {
                await Task.Delay(LockPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Puts a complete blob into a commit's folder under its file name.</summary>
    /// <param name="etag">The blob's name.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="file">The file's name in the repository; it may lie in folders.</param>
    public void Place(string etag, string commit, string file)
    {
        var blob = BlobPath(etag);
        var path = Path.GetFullPath(Path.Combine(SnapshotFolder(commit), file));
        if (File.Exists(path)) return;

        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.Delete(path); // A link whose blob was removed.
        if (useLinks && TryLink(path, Path.GetRelativePath(folder, blob))) return;

        using var content = File.OpenRead(blob);
        AtomicFile.Write(path, content.CopyTo);
    }

    private static bool TryLink(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // Windows allows links only to administrators and in developer mode, and some file systems have none: a copy serves as well.
            return false;
        }
    }

    /// <summary>Whether opening failed because another process (or another download of this one) has the file: EAGAIN on Unix, a sharing violation on Windows.</summary>
    private static bool IsHeldByAnother(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xffff) is 32 or 33
        : error.HResult is 11 or 35;
}
