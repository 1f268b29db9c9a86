namespace TransferLearning.Text;

/// <summary>Puts tokenizers together from vocabularies.</summary>
internal static class TokenizerFactory
{
    /// <summary>BERT's tokenizer over a vocabulary.</summary>
    public static PreTrainedTokenizer CreateBert(TokenVocabulary vocabulary, TokenizerConfig config)
    {
        var special = config.Over(SpecialTokens.Bert);
        var normalizer = new BertTextNormalizer
        {
            Lowercase = config.DoLowerCase ?? true,
            StripAccents = config.StripAccents,
            HandleChineseCharacters = config.TokenizeChineseCharacters ?? true,
        };
        return Create(
            vocabulary, new WordPiecePipeline(vocabulary, normalizer, special.UnkToken!), SequenceTemplate.Bert(special.ClsToken!, special.SepToken!), special, config);
    }

    /// <summary>RoBERTa's or GPT-2's tokenizer over a vocabulary: by the configuration, or else by the tokens that there are.</summary>
    public static PreTrainedTokenizer CreateByteLevelBpe(TokenVocabulary vocabulary, IReadOnlyList<string> merges, TokenizerConfig config)
    {
        var isRoberta = config.TokenizerClass?.StartsWith("Roberta", StringComparison.Ordinal)
            ?? (vocabulary.TryGetId(SpecialTokens.Roberta.ClsToken!, out _) && vocabulary.TryGetId(SpecialTokens.Roberta.SepToken!, out _));
        var special = config.Over(isRoberta ? SpecialTokens.Roberta : SpecialTokens.Gpt2);
        return Create(
            vocabulary,
            new ByteLevelBpePipeline(vocabulary, merges, config.AddPrefixSpace ?? false),
            isRoberta ? SequenceTemplate.Roberta(special.ClsToken!, special.SepToken!) : SequenceTemplate.None,
            special,
            config);
    }

    private static PreTrainedTokenizer Create(
        TokenVocabulary vocabulary, TokenizerPipeline pipeline, SequenceTemplate template, SpecialTokens special, TokenizerConfig config)
    {
        var isByteLevel = pipeline is ByteLevelBpePipeline;
        var added = special.Named()
            .Select(named => named.Token)
            .Distinct()
            .Where(token => vocabulary.TryGetId(token, out _))
            .Select(token => new AddedToken(token, vocabulary.IdOf(token))
            {
                // RoBERTa's mask takes the space before it along.
                LeftStrip = isByteLevel && token == special.MaskToken,
                Normalized = isByteLevel && token != special.MaskToken,
            });
        return new PreTrainedTokenizer(vocabulary, pipeline, template, special, added)
        {
            ModelMaxLength = config.ModelMaxLength ?? int.MaxValue,
            PaddingSide = config.PaddingSide,
            TruncationSide = config.TruncationSide,
        };
    }
}
