using System.Globalization;

namespace TransferLearning.Hub;

/// <summary>Reads a file's checksum and length from an answer's headers.</summary>
internal static class RemoteFileHeaders
{
    /// <summary>From the headers that the Hub sets for files that lie elsewhere; null without them.</summary>
    public static RemoteFile? Linked(string file, HttpResponseMessage response) =>
        Etag(Value(response, "X-Linked-Etag")) is { } etag ? new RemoteFile(file, etag, Size(Value(response, "X-Linked-Size"))) : null;

    /// <summary>From the ordinary headers; null without a usable ETag.</summary>
    public static RemoteFile? Direct(string file, HttpResponseMessage response) =>
        response.Headers.ETag is { Tag: var tag } && Etag(tag) is { } etag ? new RemoteFile(file, etag, response.Content.Headers.ContentLength) : null;

    private static string? Value(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static string? Etag(string? value)
    {
        var bare = value?.Trim() is { } text ? (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text).Trim('"') : null;
        return bare is not null && RepositoryPaths.IsBlob(bare) ? bare : null;
    }

    private static long? Size(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
