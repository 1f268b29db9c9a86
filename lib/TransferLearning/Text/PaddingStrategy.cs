namespace TransferLearning.Text;

/// <summary>How far encodings are filled up with padding. The names are Hugging Face's.</summary>
public enum PaddingStrategy
{
    /// <summary>Not at all.</summary>
    DoNotPad,

    /// <summary>To the longest encoding of the batch.</summary>
    Longest,

    /// <summary>To the maximal length.</summary>
    MaxLength,
}
