using System.Net;
using System.Net.Http.Headers;
using Polly;

namespace TransferLearning.Hub;

/// <summary>Brings one file into the cache: goes on where an earlier download stopped, survives broken connections, and accepts nothing but the announced content.</summary>
internal sealed class BlobDownload(HubRequests requests, ResiliencePipeline retries, HubQuery what, RemoteFile file, Uri address, Action<long> moved)
{
    // A connection that brings this much before it breaks is slow progress, not failure.
    private const long WorthAnotherTry = 1_000_000;

    private long counted;

    /// <summary>Downloads into <paramref name="blob"/>.</summary>
    /// <exception cref="HubException">Every try failed, or the content is wrong twice.</exception>
    public async Task RunAsync(string blob, CancellationToken cancellationToken)
    {
        var incomplete = blob + ".incomplete";
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        if (await ReceiveAndCheckAsync(incomplete, cancellationToken).ConfigureAwait(false) is not null)
        {
            // The wrong bytes may be old ones that were kept from an earlier download: once more, from the start.
            File.Delete(incomplete);
            Count(0);
            if (await ReceiveAndCheckAsync(incomplete, cancellationToken).ConfigureAwait(false) is { } wrong)
            {
                File.Delete(incomplete);
                throw new HubException(HubProblem.Damaged, $"What came for {what} is not what the Hub announced: its checksum is {wrong}, and {file.Etag} is expected. A proxy or mirror may have changed it. {HubFailures.OtherServer} Nothing of it was kept.");
            }
        }

        File.Move(incomplete, blob, overwrite: true);
    }

    /// <returns>The checksum if it is wrong, else null.</returns>
    private async Task<string?> ReceiveAndCheckAsync(string path, CancellationToken cancellationToken)
    {
        await retries.ExecuteAsync(token => new ValueTask(ReceiveAsync(path, token)), cancellationToken).ConfigureAwait(false);
        var content = File.OpenRead(path);
        await using (content.ConfigureAwait(false))
        {
            var checksum = await BlobChecksum.ComputeAsync(content, file.Etag, cancellationToken).ConfigureAwait(false);
            return checksum == file.Etag ? null : checksum;
        }
    }

    private async Task ReceiveAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            await using (stream.ConfigureAwait(false))
            {
                if (stream.Length > file.Size) stream.SetLength(0);
                var before = stream.Length;
                Count(before);
                if (before == file.Size) return;
                try
                {
                    await ReceiveRestAsync(stream, cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (HubException error) when (error.IsTransient && stream.Length - before >= WorthAnotherTry)
                {
                    // Goes round again at once; a try without progress goes to the retry policy.
                }
            }
        }
    }

    private async Task ReceiveRestAsync(FileStream stream, CancellationToken cancellationToken)
    {
        var have = stream.Seek(0, SeekOrigin.End);
        using var response = await RequestAsync(have, cancellationToken).ConfigureAwait(false);
        if (response is null || (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != have))
        {
            stream.SetLength(0);
            throw new HubException(HubProblem.Damaged, $"The server cannot go on with {what} from byte {have}. {HubFailures.OtherServer}") { IsTransient = true };
        }

        // A server that knows no ranges sends everything again.
        if (response.StatusCode != HttpStatusCode.PartialContent && have > 0)
        {
            stream.SetLength(0);
            Count(0);
        }

        await requests.CopyAsync(response, stream, what, file.Size - stream.Length ?? long.MaxValue, count => Count(counted + count), cancellationToken).ConfigureAwait(false);
        if (stream.Length < file.Size)
            throw new HubException(HubProblem.Unreachable, $"The connection ended after {stream.Length} of {file.Size} bytes of {what}. Try again: the next try goes on from there.") { IsTransient = true };
    }

    /// <returns>The answer; null if the server has nothing after the bytes that are here.</returns>
    private async Task<HttpResponseMessage?> RequestAsync(long have, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.SendAsync(HttpMethod.Get, address, what, request => request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null, null, cancellationToken).ConfigureAwait(false);
        }
        catch (HubException error) when (error.Status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return null;
        }
    }

    private void Count(long bytes)
    {
        moved(bytes - counted);
        counted = bytes;
    }
}
