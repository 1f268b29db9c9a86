namespace TransferLearning.Text;

/// <summary>The tokens that mean something to a model; null where it has none. The names are Hugging Face's.</summary>
public sealed record SpecialTokens
{
    /// <summary>Stands for what the vocabulary cannot spell.</summary>
    public string? UnkToken { get; init; }

    /// <summary>Ends a sequence.</summary>
    public string? SepToken { get; init; }

    /// <summary>Fills a batch up.</summary>
    public string? PadToken { get; init; }

    /// <summary>Begins a sequence; classifiers read its hidden state.</summary>
    public string? ClsToken { get; init; }

    /// <summary>Hides a token that the model is to guess.</summary>
    public string? MaskToken { get; init; }

    /// <summary>Begins a text.</summary>
    public string? BosToken { get; init; }

    /// <summary>Ends a text.</summary>
    public string? EosToken { get; init; }

    /// <summary>BERT's.</summary>
    public static SpecialTokens Bert { get; } = new()
    {
        UnkToken = "[UNK]",
        SepToken = "[SEP]",
        PadToken = "[PAD]",
        ClsToken = "[CLS]",
        MaskToken = "[MASK]",
    };

    /// <summary>RoBERTa's.</summary>
    public static SpecialTokens Roberta { get; } = new()
    {
        UnkToken = "<unk>",
        SepToken = "</s>",
        PadToken = "<pad>",
        ClsToken = "<s>",
        MaskToken = "<mask>",
        BosToken = "<s>",
        EosToken = "</s>",
    };

    /// <summary>GPT-2's: one token for everything, and no padding.</summary>
    public static SpecialTokens Gpt2 { get; } = new() { UnkToken = "<|endoftext|>", BosToken = "<|endoftext|>", EosToken = "<|endoftext|>" };

    /// <summary>Those that are set, by Hugging Face's name.</summary>
    internal IEnumerable<(string Name, string Token)> Named()
    {
        (string Name, string? Token)[] all =
        [
            ("unk_token", UnkToken), ("sep_token", SepToken), ("pad_token", PadToken), ("cls_token", ClsToken),
            ("mask_token", MaskToken), ("bos_token", BosToken), ("eos_token", EosToken),
        ];
        return all.Where(pair => pair.Token is not null).Select(pair => (pair.Name, pair.Token!));
    }
}
