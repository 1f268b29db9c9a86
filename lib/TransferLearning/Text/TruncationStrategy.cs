namespace TransferLearning.Text;

/// <summary>What is cut when an encoding is longer than allowed. The names are Hugging Face's.</summary>
public enum TruncationStrategy
{
    /// <summary>Nothing: the encoding may be longer than the model takes.</summary>
    DoNotTruncate,

    /// <summary>The longer of two sequences, until both fit; the only one, if there is one.</summary>
    LongestFirst,

    /// <summary>The first sequence only.</summary>
    OnlyFirst,

    /// <summary>The second sequence only.</summary>
    OnlySecond,
}
