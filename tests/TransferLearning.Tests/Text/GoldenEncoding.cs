using System.Text.Json;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

/// <summary>One line of a golden file: what Hugging Face's tokenizers library 0.22.2 made of a text.</summary>
internal sealed class GoldenEncoding(JsonElement line)
{
    public int Id => line.GetProperty("id").GetInt32();

    public bool IsQuirk => line.TryGetProperty("quirk", out _);

    public bool IsError => line.TryGetProperty("error", out _);

    public static IEnumerable<GoldenEncoding> ReadAll(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return new GoldenEncoding(JsonDocument.Parse(line).RootElement);
        }
    }

    /// <summary>Compares everything on the line with what a tokenizer makes of the same text.</summary>
    /// <param name="tokenizer">The tokenizer under test.</param>
    /// <param name="idInFull">Maps the tokenizer's ids to those of the full vocabulary.</param>
    /// <returns>What differs; null when nothing does.</returns>
    public string? Compare(PreTrainedTokenizer tokenizer, Func<int, int> idInFull)
    {
        var options = Options(line.GetProperty("options"), out var configured, tokenizer);
        if (IsError)
        {
            try
            {
                configured.Encode(Text(line), Pair(line), options);
                return $"line {Id}: no error, expected '{line.GetProperty("error").GetString()}'";
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        if (line.GetProperty("kind").GetString() == "single")
        {
            return CompareOne(line, configured.Encode(Text(line), Pair(line), options), configured, idInFull);
        }

        var texts = line.GetProperty("batch").EnumerateArray().ToList();
        var pairs = texts[0].GetArrayLength() == 2 ? texts.Select(text => text[1].GetString()!).ToList() : null;
        var batch = configured.EncodeBatch([.. texts.Select(text => text[0].GetString()!)], pairs, options);
        var results = line.GetProperty("results").EnumerateArray().ToList();
        return results.Count != batch.Count
            ? $"line {Id}: {batch.Count} encodings, expected {results.Count}"
            : results.Select((result, i) => CompareOne(result, batch[i], configured, idInFull)).FirstOrDefault(difference => difference is not null);
    }

    private string? CompareOne(JsonElement expected, TokenEncoding actual, PreTrainedTokenizer tokenizer, Func<int, int> idInFull)
    {
        var text = expected.TryGetProperty("text", out var value) ? value.GetString() : null;
        return Differs("ids", actual.InputIds.Select(idInFull))
            ?? Differs("tokens", actual.Tokens)
            ?? Differs("attention_mask", actual.AttentionMask)
            ?? Differs("type_ids", actual.TokenTypeIds)
            ?? Differs("special_tokens_mask", actual.SpecialTokensMask)
            ?? Differs("offsets_utf16", actual.Offsets.Select(span => new[] { span.Start, span.End }))
            ?? Differs("word_ids", actual.WordIds)
            ?? Differs("sequence_ids", actual.SequenceIds)
            ?? Differs("overflow_count", actual.Overflowing.Count)
            ?? Overflow(actual.Overflowing)
            ?? Differs("decoded", tokenizer.Decode(actual.InputIds, skipSpecialTokens: true))
            ?? Differs("decoded_with_special", tokenizer.Decode(actual.InputIds))
            ?? (text is not null && tokenizer.Pipeline is WordPiecePipeline bert ? Differs("normalized", bert.Normalizer.Normalize(text)) : null);

        string? Differs<T>(string name, T actual)
        {
            if (!expected.TryGetProperty(name, out var wanted))
            {
                return null;
            }

            var (ours, theirs) = (JsonSerializer.Serialize(actual), JsonSerializer.Serialize(wanted));
            return ours == theirs ? null : $"line {Id}, {name}: {ours}, expected {theirs}";
        }

        string? Overflow(IReadOnlyList<TokenEncoding> overflowing)
        {
            return !expected.TryGetProperty("overflowing", out var list) ? null : list.EnumerateArray()
                .Select((part, i) => CompareOne(part, overflowing[i], tokenizer, idInFull))
                .FirstOrDefault(difference => difference is not null);
        }
    }

    private static string Text(JsonElement line) => line.GetProperty("text").GetString()!;

    private static string? Pair(JsonElement line) => line.GetProperty("pair").GetString();

    private static EncodingOptions Options(JsonElement options, out PreTrainedTokenizer configured, PreTrainedTokenizer tokenizer)
    {
        var (truncation, padding) = (options.GetProperty("truncation"), options.GetProperty("padding"));
        var encoding = new EncodingOptions { AddSpecialTokens = options.GetProperty("add_special_tokens").GetBoolean(), ReturnOverflowingTokens = true };
        var (truncationSide, paddingSide) = (Side.Right, Side.Right);
        if (truncation.ValueKind == JsonValueKind.Object)
        {
            truncationSide = SideOf(truncation);
            encoding = encoding with
            {
                MaxLength = truncation.GetProperty("max_length").GetInt32(),
                Stride = truncation.GetProperty("stride").GetInt32(),
                Truncation = truncation.GetProperty("strategy").GetString() switch
                {
                    "longest_first" => TruncationStrategy.LongestFirst,
                    "only_first" => TruncationStrategy.OnlyFirst,
                    _ => TruncationStrategy.OnlySecond,
                },
            };
        }

        if (padding.ValueKind == JsonValueKind.Object)
        {
            paddingSide = SideOf(padding);
            var length = padding.GetProperty("length");
            var multiple = padding.GetProperty("pad_to_multiple_of");
            encoding = encoding with
            {
                Padding = length.ValueKind == JsonValueKind.Number ? PaddingStrategy.MaxLength : PaddingStrategy.Longest,
                MaxLength = length.ValueKind == JsonValueKind.Number ? length.GetInt32() : encoding.MaxLength,
                PadToMultipleOf = multiple.ValueKind == JsonValueKind.Number ? multiple.GetInt32() : null,
            };
        }

        configured = tokenizer.With(paddingSide, truncationSide);
        return encoding;
    }

    private static Side SideOf(JsonElement options) => options.GetProperty("direction").GetString() == "left" ? Side.Left : Side.Right;
}
