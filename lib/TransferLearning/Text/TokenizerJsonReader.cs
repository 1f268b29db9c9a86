using System.Text.Json;

namespace TransferLearning.Text;

/// <summary>Reads Hugging Face's <c>tokenizer.json</c> as far as BERT, DistilBERT, RoBERTa and GPT-2 need it.</summary>
internal static class TokenizerJsonReader
{
    private const int MaxWordLength = 65_536;

    public static PreTrainedTokenizer Read(string path, TokenizerConfig config) => VocabularyFiles.Checked(path, () =>
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return Read(document.RootElement, config);
    });

    private static PreTrainedTokenizer Read(JsonElement root, TokenizerConfig config)
    {
        var model = Required(root, "model", JsonValueKind.Object);
        var added = ReadAddedTokens(root);
        var ids = VocabularyFiles.ReadIds(Required(model, "vocab", JsonValueKind.Object));
        var known = ids.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var vocabulary = TokenVocabulary.FromIds(ids.Concat(added.Where(token => !known.Contains(token.Content)).Select(token => KeyValuePair.Create(token.Content, token.Id))));
        foreach (var token in added)
        {
            if (vocabulary.IdOf(token.Content) != token.Id)
            {
                throw new InvalidDataException($"The added token '{token.Content}' has the id {token.Id}, but the vocabulary gives it {vocabulary.IdOf(token.Content)}.");
            }
        }

        var template = ReadTemplate(root);
        return TypeOf(model, "model") switch
        {
            "WordPiece" => Create(vocabulary, ReadWordPiece(root, model, vocabulary), template, SpecialTokens.Bert, added, config),
            "BPE" => Create(
                vocabulary,
                ReadByteLevelBpe(root, model, vocabulary),
                template,
                template == SequenceTemplate.None ? SpecialTokens.Gpt2 : SpecialTokens.Roberta,
                added,
                config),
            var other => throw NotSupported("model", other, "WordPiece and byte-level BPE"),
        };
    }

    private static PreTrainedTokenizer Create(
        TokenVocabulary vocabulary, TokenizerPipeline pipeline, SequenceTemplate template, SpecialTokens family, IReadOnlyList<AddedToken> added, TokenizerConfig config) =>
        new(vocabulary, pipeline, template, config.Over(family), added)
        {
            ModelMaxLength = config.ModelMaxLength ?? int.MaxValue,
            PaddingSide = config.PaddingSide,
            TruncationSide = config.TruncationSide,
        };

    private static WordPiecePipeline ReadWordPiece(JsonElement root, JsonElement model, TokenVocabulary vocabulary)
    {
        if (Section(root, "pre_tokenizer") is not { } preTokenizer || TypeOf(preTokenizer, "pre_tokenizer") != "BertPreTokenizer")
        {
            throw NotSupported("pre_tokenizer", Section(root, "pre_tokenizer") is { } found ? TypeOf(found, "pre_tokenizer") : "none", "BertPreTokenizer with WordPiece");
        }

        var normalizer = new BertTextNormalizer { Lowercase = false, StripAccents = false, CleanText = false, HandleChineseCharacters = false };
        if (Section(root, "normalizer") is { } section)
        {
            if (TypeOf(section, "normalizer") is not "BertNormalizer" and var other)
            {
                throw NotSupported("normalizer", other, "BertNormalizer with WordPiece");
            }

            normalizer = new BertTextNormalizer
            {
                Lowercase = Boolean(section, "lowercase") ?? true,
                StripAccents = Boolean(section, "strip_accents"),
                CleanText = Boolean(section, "clean_text") ?? true,
                HandleChineseCharacters = Boolean(section, "handle_chinese_chars") ?? true,
            };
        }

        var longest = model.TryGetProperty("max_input_chars_per_word", out var value) ? value.GetInt32() : 100;
        if (longest is < 1 or > MaxWordLength)
        {
            throw new InvalidDataException($"The model's max_input_chars_per_word is {longest}; it must lie between 1 and {MaxWordLength}.");
        }

        return new WordPiecePipeline(vocabulary, normalizer, String(model, "unk_token") ?? "[UNK]", String(model, "continuing_subword_prefix") ?? "##", longest);
    }

    private static ByteLevelBpePipeline ReadByteLevelBpe(JsonElement root, JsonElement model, TokenVocabulary vocabulary)
    {
        var preTokenizer = Section(root, "pre_tokenizer");
        if (preTokenizer is not { } section || TypeOf(section, "pre_tokenizer") is not "ByteLevel" || Section(root, "normalizer") is not null || Boolean(section, "use_regex") is false)
        {
            throw new NotSupportedException("tokenizer.json is of a kind of BPE that the course does not have: it has byte-level BPE with GPT-2's splitting and no normalizer.");
        }

        var processor = Section(root, "post_processor");
        var trim = processor is { } found && Boolean(found, "trim_offsets") is true;
        return new ByteLevelBpePipeline(vocabulary, ReadMerges(model), Boolean(section, "add_prefix_space") ?? true, trim);
    }

    private static List<string> ReadMerges(JsonElement model)
    {
        var merges = new List<string>();
        foreach (var merge in Required(model, "merges", JsonValueKind.Array).EnumerateArray())
        {
            // Older files write "a b", newer ones ["a", "b"].
            var text = merge.ValueKind switch
            {
                JsonValueKind.String => merge.GetString()!,
                JsonValueKind.Array when merge.GetArrayLength() == 2 => $"{merge[0].GetString()} {merge[1].GetString()}",
                _ => "",
            };
            merges.Add(text.Split(' ') is [{ Length: > 0 }, { Length: > 0 }]
                ? text
                : throw new InvalidDataException($"Merge {merges.Count} of the model, {merge.GetRawText()}, is not a pair of tokens."));
        }

        return merges;
    }

    private static SequenceTemplate ReadTemplate(JsonElement root)
    {
        if (Section(root, "post_processor") is not { } processor)
        {
            return SequenceTemplate.None;
        }

        return TypeOf(processor, "post_processor") switch
        {
            "TemplateProcessing" => new SequenceTemplate(ReadPieces(processor, "single", [0]), ReadPieces(processor, "pair", [0, 1])),
            "BertProcessing" => SequenceTemplate.Bert(TokenOf(processor, "cls"), TokenOf(processor, "sep")),
            "RobertaProcessing" => SequenceTemplate.Roberta(TokenOf(processor, "cls"), TokenOf(processor, "sep")),
            "ByteLevel" => SequenceTemplate.None,
            var other => throw NotSupported("post_processor", other, "TemplateProcessing, BertProcessing, RobertaProcessing and ByteLevel"),
        };
    }

    private static List<SequenceTemplate.Piece> ReadPieces(JsonElement processor, string name, IReadOnlyList<int> sequences)
    {
        var pieces = new List<SequenceTemplate.Piece>();
        foreach (var piece in Required(processor, name, JsonValueKind.Array).EnumerateArray())
        {
            if (piece.TryGetProperty("SpecialToken", out var special))
            {
                pieces.Add(SequenceTemplate.Piece.Special(Required(special, "id", JsonValueKind.String).GetString()!, TypeId(special)));
            }
            else
            {
                var sequence = Required(piece, "Sequence", JsonValueKind.Object);
                var isFirst = String(sequence, "id") == "A";
                pieces.Add(isFirst ? SequenceTemplate.Piece.First(TypeId(sequence)) : SequenceTemplate.Piece.Second(TypeId(sequence)));
            }
        }

        return pieces.Select(piece => piece.Sequence).Where(sequence => sequence >= 0).Order().SequenceEqual(sequences)
            ? pieces
            : throw new InvalidDataException($"The post_processor's '{name}' does not hold each of its {sequences.Count} sequences once.");
    }

    private static List<AddedToken> ReadAddedTokens(JsonElement root)
    {
        var tokens = new List<AddedToken>();
        if (!root.TryGetProperty("added_tokens", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return tokens;
        }

        foreach (var token in list.EnumerateArray())
        {
            var content = Required(token, "content", JsonValueKind.String).GetString()!;
            if (content.Length == 0)
            {
                throw new InvalidDataException("An added token's content is empty.");
            }

            tokens.Add(new AddedToken(content, Required(token, "id", JsonValueKind.Number).GetInt32())
            {
                LeftStrip = Boolean(token, "lstrip") ?? false,
                RightStrip = Boolean(token, "rstrip") ?? false,
                SingleWord = Boolean(token, "single_word") ?? false,
                Normalized = Boolean(token, "normalized") ?? false,
                IsSpecial = Boolean(token, "special") ?? false,
            });
        }

        return tokens;
    }

    private static string TokenOf(JsonElement processor, string name)
    {
        var pair = Required(processor, name, JsonValueKind.Array);
        return pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String
            ? pair[0].GetString()!
            : throw new InvalidDataException($"The post_processor's '{name}' is not a pair of token and id but {pair.GetRawText()}.");
    }

    private static int TypeId(JsonElement piece) => piece.TryGetProperty("type_id", out var value) && value.TryGetInt32(out var type) ? type : 0;

    private static JsonElement? Section(JsonElement root, string name) =>
        root.TryGetProperty(name, out var section) && section.ValueKind == JsonValueKind.Object ? section : null;

    // Files of old leave the model's type out: BPE has merges.
    private static string TypeOf(JsonElement section, string name) =>
        String(section, "type") ?? (name == "model" ? section.TryGetProperty("merges", out _) ? "BPE" : "WordPiece" : "none");

    private static JsonElement Required(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw new InvalidDataException($"'{name}' is missing or not a JSON {kind}.");

    private static string? String(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Boolean(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is (JsonValueKind.True or JsonValueKind.False) ? value.GetBoolean() : null;

    private static NotSupportedException NotSupported(string section, string found, string supported) =>
        new($"tokenizer.json has the {section} '{found}'; the course has {supported}.");
}
