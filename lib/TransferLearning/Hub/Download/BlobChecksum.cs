using System.Security.Cryptography;
using System.Text;

namespace TransferLearning.Hub;

/// <summary>Checks a file's content against the ETag that the Hub gave it.</summary>
internal static class BlobChecksum
{
    /// <summary>
    /// The content's checksum in the form of <paramref name="etag"/>: SHA-256 where that is 64 hexadecimal digits (files in large-file storage), git's blob
    /// SHA-1 where it is 40. Null for any other ETag, which says nothing about the content.
    /// </summary>
    public static async Task<string?> ComputeAsync(Stream content, string etag, CancellationToken cancellationToken)
    {
        if (!etag.All(char.IsAsciiHexDigitLower)) return null;
        using var hash = etag.Length switch
        {
            SHA256.HashSizeInBytes * 2 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
            SHA1.HashSizeInBytes * 2 => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
            _ => null,
        };
        if (hash is null) return null;

        // git hashes a short header before the content.
        if (hash.AlgorithmName == HashAlgorithmName.SHA1) hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        var buffer = new byte[1 << 17];
        while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count) hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
