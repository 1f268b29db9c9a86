using System.Text.Json;

namespace TransferLearning.Text;

/// <summary>What <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> say; null where they are silent.</summary>
internal sealed record TokenizerConfig
{
    public string? TokenizerClass { get; init; }

    public bool? DoLowerCase { get; init; }

    public bool? StripAccents { get; init; }

    public bool? TokenizeChineseCharacters { get; init; }

    public bool? AddPrefixSpace { get; init; }

    public int? ModelMaxLength { get; init; }

    public Side PaddingSide { get; init; }

    public Side TruncationSide { get; init; }

    public IReadOnlyDictionary<string, string> SpecialTokens { get; init; } = new Dictionary<string, string>();

    public static TokenizerConfig Read(string folder)
    {
        var special = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadObject(Path.Combine(folder, "special_tokens_map.json"), map => AddSpecialTokens(map, special));
        var config = new TokenizerConfig { SpecialTokens = special };
        ReadObject(Path.Combine(folder, "tokenizer_config.json"), root =>
        {
            AddSpecialTokens(root, special);
            config = config with
            {
                TokenizerClass = String(root, "tokenizer_class"),
                DoLowerCase = Boolean(root, "do_lower_case"),
                StripAccents = Boolean(root, "strip_accents"),
                TokenizeChineseCharacters = Boolean(root, "tokenize_chinese_chars"),
                AddPrefixSpace = Boolean(root, "add_prefix_space"),
                ModelMaxLength = MaxLength(root),
                PaddingSide = String(root, "padding_side") == "left" ? Side.Left : Side.Right,
                TruncationSide = String(root, "truncation_side") == "left" ? Side.Left : Side.Right,
            };
        });
        return config;
    }

    /// <summary>The special tokens that the files name, the others from a model family's own.</summary>
    public SpecialTokens Over(SpecialTokens family) => new()
    {
        UnkToken = SpecialTokens.GetValueOrDefault("unk_token", family.UnkToken!),
        SepToken = SpecialTokens.GetValueOrDefault("sep_token", family.SepToken!),
        PadToken = SpecialTokens.GetValueOrDefault("pad_token", family.PadToken!),
        ClsToken = SpecialTokens.GetValueOrDefault("cls_token", family.ClsToken!),
        MaskToken = SpecialTokens.GetValueOrDefault("mask_token", family.MaskToken!),
        BosToken = SpecialTokens.GetValueOrDefault("bos_token", family.BosToken!),
        EosToken = SpecialTokens.GetValueOrDefault("eos_token", family.EosToken!),
    };

    /// <summary>Reads a file if there is one; whatever is wrong with it is said with its name.</summary>
    private static void ReadObject(string path, Action<JsonElement> read)
    {
        if (!File.Exists(path))
        {
            return;
        }

        VocabularyFiles.Checked(path, () =>
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            read(document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement
                : throw new InvalidDataException($"It is not a JSON object but a JSON {document.RootElement.ValueKind}."));
            return path;
        });
    }

    private static void AddSpecialTokens(JsonElement root, Dictionary<string, string> tokens)
    {
        foreach (var name in (ReadOnlySpan<string>)["unk_token", "sep_token", "pad_token", "cls_token", "mask_token", "bos_token", "eos_token"])
        {
            // A token is written as a string, or as an object that says how it is looked for.
            var token = root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? String(value, "content") : String(root, name);
            if (token is not null)
            {
                tokens[name] = token;
            }
        }
    }

    private static string? String(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Boolean(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is (JsonValueKind.True or JsonValueKind.False) ? value.GetBoolean() : null;

    // "No limit" is written as 1e30.
    private static int? MaxLength(JsonElement root) =>
        root.TryGetProperty("model_max_length", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var length) ? length : null;
}
