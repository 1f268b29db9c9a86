namespace Microsoft.ML.Tokenizers;

/// <summary>A text after normalization, with the pieces that are tokenized one by one.</summary>
internal readonly ref struct PreparedText
{
    public PreparedText(ReadOnlySpan<char> text, EncodeSettings settings, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        if (settings.MaxTokenCount <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.MaxTokenCount, "The maximum number of tokens must be greater than zero.");
        }

        NormalizedText = settings.ConsiderNormalization && !text.IsEmpty ? normalizer?.Normalize(text) : null;
        Text = NormalizedText is null ? text : NormalizedText;
        Pieces = settings.ConsiderPreTokenization && preTokenizer is not null
            ? NormalizedText is null ? preTokenizer.PreTokenize(Text) : preTokenizer.PreTokenize(NormalizedText)
            : Text.IsEmpty ? [] : [(0, Text.Length)];
    }

    public string? NormalizedText { get; }

    public ReadOnlySpan<char> Text { get; }

    public IEnumerable<(int Offset, int Length)> Pieces { get; }
}
