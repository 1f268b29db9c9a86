using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace Tokenizers.Tests;

public sealed class BertTokenizerTests
{
    private static readonly string[] s_tokens =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "!", "how", "are", "you", "?", "世", "界", "Hello", "caf\u00E9"];

    [Fact]
    public void Text_is_lower_cased_split_at_punctuation_and_framed()
    {
        var tokenizer = Create();

        Assert.Equal([2, 5, 6, 7, 8, 9, 10, 3], tokenizer.EncodeToIds("Hello! How are you?"));
        Assert.Equal([5, 6], tokenizer.EncodeToIds("Hello!", addSpecialTokens: false));
        Assert.Equal("[CLS] hello! how are you? [SEP]", tokenizer.Decode([2, 5, 6, 7, 8, 9, 10, 3]));
    }

    [Fact]
    public void Special_tokens_in_the_text_stay_whole()
    {
        var tokens = Create().EncodeToTokens("how [MASK] you", out var normalized);

        Assert.Equal("how [mask] you", normalized);
        Assert.Equal([7, 4, 9], tokens.Select(token => token.Id));
        Assert.Equal(["how", "[MASK]", "you"], tokens.Select(token => token.Value));
    }

    [Fact]
    public void Chinese_characters_are_words_of_their_own() =>
        Assert.Equal([11, 12], Create().EncodeToIds("世界", addSpecialTokens: false));

    [Fact]
    public void Case_is_kept_on_request() =>
        Assert.Equal([13, 5], Create(new BertOptions { LowerCaseBeforeTokenization = false }).EncodeToIds("Hello hello", addSpecialTokens: false));

    [Fact]
    public void Symbols_that_are_no_punctuation_vanish_as_in_the_real_package() =>
        Assert.Equal([7, 8], Create().EncodeToIds("how $ are", addSpecialTokens: false));

    [Fact]
    public void A_pair_is_framed_typed_and_masked()
    {
        var tokenizer = Create();

        Assert.Equal([2, 5, 3, 7, 8, 3], tokenizer.BuildInputsWithSpecialTokens([5], [7, 8]));
        Assert.Equal([0, 0, 0, 1, 1, 1], tokenizer.CreateTokenTypeIdsFromSequences([5], [7, 8]));
        Assert.Equal([1, 0, 1, 0, 0, 1], tokenizer.GetSpecialTokensMask([5], [7, 8]));
        Assert.Equal([1, 0, 1], tokenizer.GetSpecialTokensMask([2, 5, 3], alreadyHasSpecialTokens: true));
    }

    [Fact]
    public void Framing_into_a_span_tells_how_much_was_written()
    {
        var tokenizer = Create();
        var destination = new int[3];

        Assert.Equal(OperationStatus.Done, tokenizer.BuildInputsWithSpecialTokens([5], destination, out var written));
        Assert.Equal((3, 3), (written, destination[2]));
        Assert.Equal(OperationStatus.DestinationTooSmall, tokenizer.BuildInputsWithSpecialTokens([5, 6], destination, out written));
        Assert.Equal(0, written);
    }

    [Fact]
    public void A_maximal_count_includes_the_frame()
    {
        Assert.Equal([2, 7, 3], Create().EncodeToIds("how are you", maxTokenCount: 3, out _, out var consumed));
        Assert.Equal(3, consumed);
        Assert.Empty(Create().EncodeToIds("how", maxTokenCount: 1, out _, out _));
    }

    [Fact]
    public void A_special_token_that_the_vocabulary_lacks_is_named()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("[UNK]\n[PAD]\n[CLS]\n[SEP]"));

        Assert.Contains("[MASK]", Assert.Throws<ArgumentException>(() => BertTokenizer.Create(stream)).Message);
    }

    private static BertTokenizer Create(BertOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', s_tokens)));
        return BertTokenizer.Create(stream, options);
    }
}
