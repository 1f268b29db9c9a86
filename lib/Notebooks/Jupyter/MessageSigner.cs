using System.Security.Cryptography;
using System.Text;

namespace Notebooks.Jupyter;

/// <summary>Signs messages, and tells those of the key's owner from all others.</summary>
internal sealed class MessageSigner(string key)
{
    public const string Scheme = "hmac-sha256";

    // A message that is sent again by somebody who overheard it is not executed again.
    private const int Remembered = 1 << 16;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>The signature of a message's four parts, in lower-case hexadecimal.</summary>
    public string Sign(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a signature is right, and was not seen before.</summary>
    public bool Accepts(ReadOnlySpan<byte> signature, params ReadOnlySpan<byte[]> parts)
    {
        var right = Sign(parts);
        if (!CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(right)))
            return false;
        lock (_gate)
        {
            if (!_seen.Add(right))
                return false;
            _order.Enqueue(right);
            if (_order.Count > Remembered)
                _seen.Remove(_order.Dequeue());
            return true;
        }
    }
}
