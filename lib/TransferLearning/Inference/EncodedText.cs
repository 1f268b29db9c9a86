using TransferLearning.Text;

namespace TransferLearning.Inference;

/// <summary>A text as a model will read it.</summary>
public sealed class EncodedText
{
    internal EncodedText(TokenEncoding encoding)
    {
        Encoding = encoding;
        TotalTokens = encoding.Length + encoding.Overflowing.Sum(part => part.SpecialTokensMask.Count(special => special == 0));
    }

    /// <summary>Its tokens: ids, the stretches of text that they stand for, words.</summary>
    public TokenEncoding Encoding { get; }

    /// <summary>How many tokens the model sees, special ones included.</summary>
    public int TokenCount => Encoding.Length;

    /// <summary>How many the whole text has, special ones included.</summary>
    public int TotalTokens { get; }

    /// <summary>Whether the model does not see all of the text.</summary>
    public bool IsTruncated => TotalTokens > TokenCount;
}
