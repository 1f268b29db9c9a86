namespace TransferLearning.Text;

/// <summary>
/// Makes a tokenizer of whole words, for models over word vectors: a text is cut into lower-case words and punctuation
/// marks, and a word that the vocabulary lacks is unknown. Its files are those of a BERT tokenizer whose vocabulary has no
/// pieces of words, so Hugging Face's libraries open them.
/// </summary>
public sealed record WordTokenizerTrainer
{
    private const string PiecePrefix = "##";
    private const int LongestWord = 100;

    /// <summary>A word of the texts that occurs less often is unknown.</summary>
    public int MinFrequency { get; init; } = 2;

    /// <summary>How many words of the texts there are at most.</summary>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>More words that are known though the texts may lack them, such as all that have a vector.</summary>
    public IEnumerable<string> KnownWords { get; init; } = [];

    /// <summary>The longest encoding that the model takes, in tokens.</summary>
    public int ModelMaxLength { get; init; } = 512;

    /// <summary>Counts the words and makes the tokenizer.</summary>
    /// <param name="texts">The texts, usually those of the training split only; read once.</param>
    public PreTrainedTokenizer Train(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var special = SpecialTokens.Bert;
        var tokens = new OrderedTokens([special.PadToken!, special.UnkToken!, special.ClsToken!, special.SepToken!, special.MaskToken!]);
        foreach (var word in WordVocabulary.Build(texts, MinFrequency, VocabularySize).Words.Skip(WordVocabulary.UnkId + 1)) tokens.Add(word);
        foreach (var word in KnownWords.Where(IsOneWord)) tokens.Add(word);

        var vocabulary = new TokenVocabulary(tokens.Tokens);
        return new PreTrainedTokenizer(
            vocabulary,
            new WordPiecePipeline(vocabulary, new BertTextNormalizer { StripAccents = false }, special.UnkToken!, PiecePrefix, LongestWord),
            SequenceTemplate.Bert(special.ClsToken!, special.SepToken!),
            special,
            special.Named().Select(named => new AddedToken(named.Token, vocabulary.IdOf(named.Token))))
        {
            ModelMaxLength = ModelMaxLength,
        };
    }

    /// <summary>Whether cutting a text could give this word: "don't" is three.</summary>
    private static bool IsOneWord(string word) => WordVocabulary.Split(word).SequenceEqual([word]);
}
