namespace TransferLearning.Charts;

/// <summary>A row of <see cref="TokenStrips"/>: the tokens of one text.</summary>
/// <param name="Label">What stands before the row, such as the tokenizer's name.</param>
/// <param name="Tokens">The tokens, from left to right.</param>
public sealed record TokenStrip(string Label, IReadOnlyList<string> Tokens)
{
    /// <summary>
    /// The number of the word that each token is a part of, or null for a token that is none's, such as a special one. Tokens of
    /// one word touch each other and share a colour. Without it each token is a word.
    /// </summary>
    public IReadOnlyList<int?>? Words { get; init; }

    /// <summary>What stands below each token, such as its id.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>1 for a token that counts, 0 for padding, which is drawn faintly; without it all count.</summary>
    public IReadOnlyList<int>? AttentionMask { get; init; }
}
