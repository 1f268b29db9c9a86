using TransferLearning.Text;

namespace TransferLearning.Web.Serving;

/// <summary>A text with its tokens.</summary>
/// <param name="Text">The text.</param>
/// <param name="Encoding">Its tokens, cut to what the model takes.</param>
/// <param name="IsTruncated">Whether the model sees less than the whole text.</param>
internal sealed record EncodedReview(string Text, TokenEncoding Encoding, bool IsTruncated)
{
    /// <summary>What goes into the model.</summary>
    public ModelInput Input => new(Encoding.InputIds, Encoding.TokenTypeIds);

    /// <summary>How much of the text the model reads, in UTF-16 units from its start.</summary>
    public int CharactersRead { get; } = IsTruncated ? Encoding.Offsets.Max(offset => offset.End) : Text.Length;
}
