namespace Microsoft.ML.Tokenizers;

/// <summary>What a <see cref="BpeTokenizer"/> is made of.</summary>
public sealed class BpeOptions
{
    public BpeOptions(IEnumerable<KeyValuePair<string, int>> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
    }

    /// <param name="vocabFile">A JSON object from token to id.</param>
    /// <param name="mergesFile">Two tokens a line, the first merge first.</param>
    public BpeOptions(string vocabFile, string? mergesFile = null)
    {
        ArgumentNullException.ThrowIfNull(vocabFile);
        using var vocabulary = OpenRead(vocabFile, "vocabulary");
        Vocabulary = BpeFiles.ReadVocabulary(vocabulary);
        if (mergesFile is not null)
        {
            using var merges = new StreamReader(OpenRead(mergesFile, "merges"));
            Merges = BpeFiles.ReadMerges(merges);
        }
    }

    public string? BeginningOfSentenceToken { get; set; }

    /// <summary>Work on UTF-8 bytes, each spelled as one printable character, as GPT-2 does.</summary>
    public bool ByteLevel { get; set; }

    public string? ContinuingSubwordPrefix { get; set; }

    public string? EndOfSentenceToken { get; set; }

    public string? EndOfWordSuffix { get; set; }

    /// <summary>Make one unknown token of several neighbours.</summary>
    public bool FuseUnknownTokens { get; set; }

    /// <summary>Pairs of tokens, divided by one space, in the order in which they merge.</summary>
    public IEnumerable<string>? Merges { get; set; }

    public Normalizer? Normalizer { get; set; }

    public PreTokenizer? PreTokenizer { get; set; }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; set; }

    public string? UnknownToken { get; set; }

    public IEnumerable<KeyValuePair<string, int>> Vocabulary { get; }

    private static FileStream OpenRead(string path, string what) => File.Exists(path)
        ? File.OpenRead(path)
        : throw new ArgumentException($"Could not find the {what} file '{path}'.");
}
