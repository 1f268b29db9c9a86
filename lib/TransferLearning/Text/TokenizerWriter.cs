using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLearning.Hub;

namespace TransferLearning.Text;

/// <summary>Writes a tokenizer's files as Hugging Face's libraries name and read them.</summary>
internal static class TokenizerWriter
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(PreTrainedTokenizer tokenizer, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);
        if (tokenizer.Pipeline is ByteLevelBpePipeline bpe)
        {
            WriteFile(folder, "vocab.json", VocabularyJson(tokenizer.Vocabulary).ToJsonString(s_json));
            WriteFile(folder, "merges.txt", "#version: 0.2\n" + string.Concat(bpe.Merges.Select(merge => merge + "\n")));
        }
        else
        {
            WriteFile(folder, "vocab.txt", string.Concat(tokenizer.Vocabulary.Tokens.Select(token => token + "\n")));
        }

        WriteFile(folder, "special_tokens_map.json", SpecialTokensJson(tokenizer).ToJsonString(s_json));
        WriteFile(folder, "tokenizer_config.json", ConfigJson(tokenizer).ToJsonString(s_json));
        WriteFile(folder, "tokenizer.json", ToJson(tokenizer));
    }

    /// <summary>The content of <c>tokenizer.json</c>, which says all that turns text into ids.</summary>
    public static string ToJson(PreTrainedTokenizer tokenizer) => TokenizerJson(tokenizer).ToJsonString(s_json);

    private static void WriteFile(string folder, string name, string content) => AtomicFile.WriteText(Path.Combine(folder, name), content);

    private static JsonObject VocabularyJson(TokenVocabulary vocabulary) =>
        new(vocabulary.Tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id)));

    private static JsonObject SpecialTokensJson(PreTrainedTokenizer tokenizer) =>
        new(tokenizer.SpecialTokens.Named().Select(named => KeyValuePair.Create(named.Name, (JsonNode?)named.Token)));

    private static JsonObject ConfigJson(PreTrainedTokenizer tokenizer)
    {
        var config = SpecialTokensJson(tokenizer);
        switch (tokenizer.Pipeline)
        {
            case WordPiecePipeline wordPiece:
                config["tokenizer_class"] = "BertTokenizer";
                config["do_lower_case"] = wordPiece.Normalizer.Lowercase;
                config["strip_accents"] = wordPiece.Normalizer.StripAccents;
                config["tokenize_chinese_chars"] = wordPiece.Normalizer.HandleChineseCharacters;
                break;
            case ByteLevelBpePipeline bpe:
                config["tokenizer_class"] = tokenizer.Template == SequenceTemplate.None ? "GPT2Tokenizer" : "RobertaTokenizer";
                config["add_prefix_space"] = bpe.AddPrefixSpace;
                break;
        }

        if (tokenizer.ModelMaxLength != int.MaxValue)
        {
            config["model_max_length"] = tokenizer.ModelMaxLength;
        }

        config["padding_side"] = NameOf(tokenizer.PaddingSide);
        config["truncation_side"] = NameOf(tokenizer.TruncationSide);
        return config;
    }

    private static JsonObject TokenizerJson(PreTrainedTokenizer tokenizer)
    {
        var root = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. tokenizer.AddedTokens.Select(AddedTokenJson)]),
        };
        switch (tokenizer.Pipeline)
        {
            case WordPiecePipeline wordPiece:
                AddWordPiece(root, tokenizer, wordPiece);
                break;
            case ByteLevelBpePipeline bpe:
                AddByteLevelBpe(root, tokenizer, bpe);
                break;
        }

        return root;
    }

    private static JsonObject AddedTokenJson(AddedToken token) => new()
    {
        ["id"] = token.Id,
        ["content"] = token.Content,
        ["single_word"] = token.SingleWord,
        ["lstrip"] = token.LeftStrip,
        ["rstrip"] = token.RightStrip,
        ["normalized"] = token.Normalized,
        ["special"] = token.IsSpecial,
    };

    private static void AddWordPiece(JsonObject root, PreTrainedTokenizer tokenizer, WordPiecePipeline pipeline)
    {
        root["normalizer"] = new JsonObject
        {
            ["type"] = "BertNormalizer",
            ["clean_text"] = pipeline.Normalizer.CleanText,
            ["handle_chinese_chars"] = pipeline.Normalizer.HandleChineseCharacters,
            ["strip_accents"] = pipeline.Normalizer.StripAccents,
            ["lowercase"] = pipeline.Normalizer.Lowercase,
        };
        root["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" };
        root["post_processor"] = TemplateJson(tokenizer);
        root["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = pipeline.ContinuingSubwordPrefix, ["cleanup"] = true };
        root["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = pipeline.UnknownToken,
            ["continuing_subword_prefix"] = pipeline.ContinuingSubwordPrefix,
            ["max_input_chars_per_word"] = pipeline.LongestWord,
            ["vocab"] = VocabularyJson(tokenizer.Vocabulary),
        };
    }

    private static void AddByteLevelBpe(JsonObject root, PreTrainedTokenizer tokenizer, ByteLevelBpePipeline pipeline)
    {
        root["normalizer"] = null;
        root["pre_tokenizer"] = ByteLevelJson(pipeline);
        root["post_processor"] = ProcessorJson(tokenizer, pipeline);
        root["decoder"] = ByteLevelJson(pipeline);
        root["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["dropout"] = null,
            ["unk_token"] = null,
            ["continuing_subword_prefix"] = "",
            ["end_of_word_suffix"] = "",
            ["fuse_unk"] = false,
            ["byte_fallback"] = false,
            ["vocab"] = VocabularyJson(tokenizer.Vocabulary),
            ["merges"] = new JsonArray([.. pipeline.Merges.Select(merge => (JsonNode)merge)]),
        };
    }

    private static JsonObject ByteLevelJson(ByteLevelBpePipeline pipeline) => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = pipeline.AddPrefixSpace,
        ["trim_offsets"] = pipeline.TrimOffsets,
        ["use_regex"] = true,
    };

    private static JsonObject ProcessorJson(PreTrainedTokenizer tokenizer, ByteLevelBpePipeline pipeline)
    {
        if (tokenizer.Template == SequenceTemplate.None)
        {
            return ByteLevelJson(pipeline);
        }

        var (cls, sep) = (tokenizer.SpecialTokens.ClsToken!, tokenizer.SpecialTokens.SepToken!);
        return new JsonObject
        {
            ["type"] = "RobertaProcessing",
            ["sep"] = new JsonArray(sep, tokenizer.Vocabulary.IdOf(sep)),
            ["cls"] = new JsonArray(cls, tokenizer.Vocabulary.IdOf(cls)),
            ["trim_offsets"] = pipeline.TrimOffsets,
            ["add_prefix_space"] = pipeline.AddPrefixSpace,
        };
    }

    private static JsonObject TemplateJson(PreTrainedTokenizer tokenizer)
    {
        var special = tokenizer.Template.Pair.Select(piece => piece.Token).OfType<string>().Distinct();
        return new JsonObject
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray([.. tokenizer.Template.Single.Select(PieceJson)]),
            ["pair"] = new JsonArray([.. tokenizer.Template.Pair.Select(PieceJson)]),
            ["special_tokens"] = new JsonObject(special.Select(token => KeyValuePair.Create(token, (JsonNode?)new JsonObject
            {
                ["id"] = token,
                ["ids"] = new JsonArray(tokenizer.Vocabulary.IdOf(token)),
                ["tokens"] = new JsonArray(token),
            }))),
        };
    }

    private static JsonObject PieceJson(SequenceTemplate.Piece piece) => piece.Token is null
        ? new JsonObject { ["Sequence"] = new JsonObject { ["id"] = piece.Sequence == 0 ? "A" : "B", ["type_id"] = piece.TypeId } }
        : new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = piece.Token, ["type_id"] = piece.TypeId } };

    private static string NameOf(Side side) => side == Side.Left ? "left" : "right";
}
