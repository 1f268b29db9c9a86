namespace TransferLearning.Text;

/// <summary>How a text is encoded. The names are those of Hugging Face's <c>tokenizer(…)</c>.</summary>
public sealed record EncodingOptions
{
    private static readonly EncodingOptions s_default = new();

    /// <summary>Whether the model's special tokens are put around the text.</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>What is cut when the encoding is longer than <see cref="MaxLength"/>.</summary>
    public TruncationStrategy Truncation { get; init; }

    /// <summary>How far the encoding is filled up.</summary>
    public PaddingStrategy Padding { get; init; }

    /// <summary>The longest encoding in tokens, special ones included; when null, what the model takes.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Round the padded length up to a multiple of this number.</summary>
    public int? PadToMultipleOf { get; init; }

    /// <summary>Whether what truncation cut off is encoded too, as <see cref="TokenEncoding.Overflowing"/>.</summary>
    public bool ReturnOverflowingTokens { get; init; }

    /// <summary>How many tokens an overflowing encoding repeats of the one before.</summary>
    public int Stride { get; init; }

    internal static EncodingOptions Of(bool addSpecialTokens, TruncationStrategy truncation, int? maxLength, PaddingStrategy padding) =>
        addSpecialTokens && truncation == s_default.Truncation && maxLength is null && padding == s_default.Padding
            ? s_default
            : new EncodingOptions { AddSpecialTokens = addSpecialTokens, Truncation = truncation, MaxLength = maxLength, Padding = padding };
}
