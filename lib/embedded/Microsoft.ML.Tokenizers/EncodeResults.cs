namespace Microsoft.ML.Tokenizers;

/// <summary>What encoding a text gave.</summary>
/// <typeparam name="T">An id or an <see cref="EncodedToken"/>.</typeparam>
public struct EncodeResults<T>
{
    public IReadOnlyList<T> Tokens { get; set; }

    /// <summary>The text after normalization; null when none took place.</summary>
    public string? NormalizedText { get; set; }

    /// <summary>How many characters of the (normalized) text the tokens cover.</summary>
    public int CharsConsumed { get; set; }
}
