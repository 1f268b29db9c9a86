namespace Microsoft.ML.Tokenizers;

/// <summary>How a <see cref="WordPieceTokenizer"/> works; the defaults are BERT's.</summary>
public class WordPieceOptions
{
    /// <summary>Marks a piece that does not begin a word.</summary>
    public string ContinuingSubwordPrefix { get; set; } = "##";

    /// <summary>A longer word becomes the unknown token without being looked at.</summary>
    public int MaxInputCharsPerWord { get; set; } = 100;

    public Normalizer? Normalizer { get; set; }

    /// <summary>When absent, the text is split at white space.</summary>
    public PreTokenizer? PreTokenizer { get; set; }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; set; }

    public string UnknownToken { get; set; } = "[UNK]";
}
