using TransferLearning.Text;

namespace TransferLearning.Web.Serving;

/// <summary>What stands in the place of a word that is covered up.</summary>
internal static class CoverToken
{
    /// <summary>The mask, which pre-training taught the model to read past; the unknown token where there is no mask.</summary>
    public static int Of(PreTrainedTokenizer tokenizer) =>
        tokenizer.SpecialTokens.MaskToken is { } mask && tokenizer.Vocabulary.TryGetId(mask, out var id) ? id : tokenizer.UnkTokenId;
}
