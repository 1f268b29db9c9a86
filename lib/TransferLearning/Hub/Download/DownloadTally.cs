namespace TransferLearning.Hub;

/// <summary>Adds up what the files of one download have received, and tells about it.</summary>
internal sealed class DownloadTally(string repository, IReadOnlyList<RemoteFile> files, IProgress<DownloadProgress>? progress)
{
    private readonly Lock gate = new();
    private readonly long total = files.Sum(file => file.Size ?? 0);
    private long received;
    private int done;

    /// <summary>More bytes of a file are here; fewer, if it begins anew.</summary>
    public void Received(string file, long bytes) => Report(file, bytes, 0);

    /// <summary>A file is complete.</summary>
    public void Finished(string file) => Report(file, 0, 1);

    private void Report(string file, long bytes, int finished)
    {
        // Under the lock, so that no report overtakes a later one.
        lock (gate)
        {
            received += bytes;
            done += finished;
            progress?.Report(new DownloadProgress(repository, file, received, total, done, files.Count));
        }
    }
}
