namespace Microsoft.ML.Tokenizers;

/// <summary>How a <see cref="BertTokenizer"/> works; the defaults are those of bert-base-uncased but for the accents.</summary>
public sealed class BertOptions : WordPieceOptions
{
    /// <summary>Clean the text and split it at white space and punctuation before looking words up.</summary>
    public bool ApplyBasicTokenization { get; set; } = true;

    public string ClassificationToken { get; set; } = "[CLS]";

    /// <summary>Put spaces around Chinese characters.</summary>
    public bool IndividuallyTokenizeCjk { get; set; } = true;

    public bool LowerCaseBeforeTokenization { get; set; } = true;

    public string MaskingToken { get; set; } = "[MASK]";

    public string PaddingToken { get; set; } = "[PAD]";

    /// <summary>Remove accents: decompose and drop non-spacing marks.</summary>
    public bool RemoveNonSpacingMarks { get; set; }

    public string SeparatorToken { get; set; } = "[SEP]";

    /// <summary>Recognise special tokens in the text itself.</summary>
    public bool SplitOnSpecialTokens { get; set; } = true;
}
