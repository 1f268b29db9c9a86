using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Tokenizers;

/// <summary>One token of a text: its id, its text in the vocabulary and where it stands.</summary>
[SuppressMessage("Usage", "CA2231", Justification = "The real struct has no equality operators.")]
public readonly struct EncodedToken(int id, string value, Range offset) : IEquatable<EncodedToken>
{
    /// <summary>The token's number in the vocabulary.</summary>
    public int Id { get; } = id;

    /// <summary>The token as the vocabulary spells it.</summary>
    public string Value { get; } = value;

    /// <summary>The UTF-16 range in the normalized text, or in the text itself when nothing was normalized.</summary>
    public Range Offset { get; } = offset;

    public bool Equals(EncodedToken other) => Id == other.Id && Value == other.Value && Offset.Equals(other.Offset);

    public override bool Equals(object? obj) => obj is EncodedToken other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Id, Value, Offset);
}
