using System.Collections;

namespace TransferLearning.Text;

/// <summary>Several texts, encoded together.</summary>
public sealed class BatchEncoding(IReadOnlyList<TokenEncoding> encodings) : IReadOnlyList<TokenEncoding>
{
    /// <inheritdoc/>
    public int Count => encodings.Count;

    /// <summary>The length of the longest encoding in tokens, padding included; 0 for an empty batch.</summary>
    public int MaxLength { get; } = encodings.Select(encoding => encoding.Length).DefaultIfEmpty(0).Max();

    /// <inheritdoc/>
    public TokenEncoding this[int index] => encodings[index];

    /// <inheritdoc/>
    public IEnumerator<TokenEncoding> GetEnumerator() => encodings.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
