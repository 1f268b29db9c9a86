namespace TransferLearning.Text;

/// <summary>A token that is found in the text as it stands, before anything is normalized or split.</summary>
/// <param name="Content">Its spelling.</param>
/// <param name="Id">Its id.</param>
public sealed record AddedToken(string Content, int Id)
{
    /// <summary>Whether it takes the white space before it along, as RoBERTa's mask does.</summary>
    public bool LeftStrip { get; init; }

    /// <summary>Whether it takes the white space after it along.</summary>
    public bool RightStrip { get; init; }

    /// <summary>Whether it counts only when no letter or digit touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Hugging Face's note whether it is looked for after normalization; kept for saving.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether decoding may leave it out.</summary>
    public bool IsSpecial { get; init; } = true;
}
