namespace Microsoft.ML.Tokenizers;

/// <summary>Upper-cases with the invariant culture's rules.</summary>
public sealed class UpperCaseNormalizer : Normalizer
{
    public static UpperCaseNormalizer Instance { get; } = new();

    public override string Normalize(string original) => original.ToUpperInvariant();

    public override string Normalize(ReadOnlySpan<char> original) => original.ToString().ToUpperInvariant();
}
