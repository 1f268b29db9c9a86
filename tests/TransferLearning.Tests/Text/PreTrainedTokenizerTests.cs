using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class PreTrainedTokenizerTests
{
    private static readonly PreTrainedTokenizer s_tokenizer = ReducedVocabulary.Read("bert-base-uncased").CreateTokenizer();

    [Fact]
    public void A_pair_has_two_types_and_its_special_tokens_are_masked()
    {
        var encoding = s_tokenizer.Encode("Hello world", "hello");

        Assert.Equal(["[CLS]", "hello", "world", "[SEP]", "hello", "[SEP]"], encoding.Tokens);
        Assert.Equal([0, 0, 0, 0, 1, 1], encoding.TokenTypeIds);
        Assert.Equal([1, 0, 0, 1, 0, 1], encoding.SpecialTokensMask);
        Assert.Equal([null, 0, 0, null, 1, null], encoding.SequenceIds);
        Assert.Equal("world", encoding.Offsets[2].Of("Hello world"));
    }

    [Fact]
    public void Padding_goes_to_the_side_that_is_asked_for()
    {
        var left = s_tokenizer.With(paddingSide: Side.Left, truncationSide: Side.Right);

        Assert.Equal([1, 1, 1, 0, 0], s_tokenizer.Encode("hello", maxLength: 5, padding: PaddingStrategy.MaxLength).AttentionMask);
        Assert.Equal([0, 0, 1, 1, 1], left.Encode("hello", maxLength: 5, padding: PaddingStrategy.MaxLength).AttentionMask);
    }

    [Fact]
    public void Padding_rounds_up_to_a_multiple()
    {
        var batch = s_tokenizer.EncodeBatch(["hello", "hello world hello world hello world hello"], null, new EncodingOptions { Padding = PaddingStrategy.Longest, PadToMultipleOf = 8 });

        Assert.All(batch, encoding => Assert.Equal(16, encoding.Length));
    }

    [Fact]
    public void A_length_below_the_special_tokens_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => s_tokenizer.Encode("hello", truncation: TruncationStrategy.LongestFirst, maxLength: 1));

        Assert.Contains("special tokens alone take 2", error.Message);
    }

    [Fact]
    public void Truncating_a_second_text_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => s_tokenizer.Encode("hello world", truncation: TruncationStrategy.OnlySecond, maxLength: 3));

        Assert.Contains("no second text", error.Message);
    }

    [Fact]
    public void Padding_to_a_length_that_nobody_told_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => s_tokenizer.Encode("hello", padding: PaddingStrategy.MaxLength));

        Assert.Contains("maxLength", error.Message);
    }

    [Fact]
    public void Texts_and_pairs_must_be_as_many()
    {
        var error = Assert.Throws<ArgumentException>(() => s_tokenizer.EncodeBatch(["a", "b"], ["c"]));

        Assert.Contains("2 texts but 1", error.Message);
    }

    [Fact]
    public void An_id_outside_the_vocabulary_is_refused_with_the_range()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => s_tokenizer.Decode([s_tokenizer.VocabSize]));

        Assert.Contains($"0 to {s_tokenizer.VocabSize - 1}", error.Message);
    }

    [Fact]
    public void A_token_that_the_model_has_not_is_told_by_its_role()
    {
        var gpt2 = new ByteLevelBpeTrainer { VocabularySize = 270, SpecialTokens = SpecialTokens.Gpt2 }.Train(["a"]);

        Assert.Contains("padding token", Assert.Throws<InvalidOperationException>(() => gpt2.PadTokenId).Message);
    }

    [Fact]
    public void An_empty_batch_is_empty() => Assert.Equal(0, s_tokenizer.EncodeBatch([], padding: PaddingStrategy.Longest).MaxLength);

    [Theory]
    [InlineData("WordPiece")]
    [InlineData("byte-level BPE")]
    public void Encoding_known_words_allocates_for_the_result_only(string kind)
    {
        var text = string.Concat(Enumerable.Repeat("It's an unaffable, internationalized film; isn't it? ", 200));
        var tokenizer = kind == "WordPiece" ? s_tokenizer : new ByteLevelBpeTrainer { VocabularySize = 300 }.Train([text]);
        tokenizer.Encode(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var encoding = tokenizer.Encode(text);

        // A token has an id of 4 bytes, a stretch of 8 and a word's number of 4; the lists have headers.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 16 * encoding.Length, (16 * encoding.Length) + 1_024);
    }
}
