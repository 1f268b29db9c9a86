namespace TransferLearning.Hub;

/// <summary>A file on the server.</summary>
/// <param name="Name">Its name in the repository.</param>
/// <param name="Etag">Its checksum, which is its name among the blobs: SHA-256 for large files, git's SHA-1 for small ones.</param>
/// <param name="Size">Its length in bytes; null if the server does not say.</param>
internal sealed record RemoteFile(string Name, string Etag, long? Size);
