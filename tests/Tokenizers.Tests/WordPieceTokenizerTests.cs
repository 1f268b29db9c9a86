using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace Tokenizers.Tests;

public sealed class WordPieceTokenizerTests
{
    // The vocabulary of the WordPiece paper's example as BERT's own tests have it.
    private static readonly string[] s_tokens =
        ["[UNK]", "[CLS]", "[SEP]", "want", "##want", "##ed", "wa", "un", "runn", "##ing", ",", "low", "lowest"];

    [Fact]
    public void A_word_is_cut_into_the_longest_pieces_from_left_to_right()
    {
        var tokens = Create().EncodeToTokens("unwanted running", out var normalized);

        Assert.Null(normalized);
        Assert.Equal(["un", "##want", "##ed", "runn", "##ing"], tokens.Select(token => token.Value));
        Assert.Equal([0..2, 2..6, 6..8, 9..13, 13..16], tokens.Select(token => token.Offset));
        Assert.Equal([7, 4, 5, 8, 9], tokens.Select(token => token.Id));
    }

    [Fact]
    public void A_word_that_cannot_be_spelled_is_one_unknown_token()
    {
        var tokens = Create().EncodeToTokens("unwantedX running", out _);

        Assert.Equal(["[UNK]", "runn", "##ing"], tokens.Select(token => token.Value));
        Assert.Equal(0..9, tokens[0].Offset);
    }

    [Fact]
    public void A_word_longer_than_the_limit_is_unknown()
    {
        var tokenizer = Create(new WordPieceOptions { MaxInputCharsPerWord = 5 });

        Assert.Equal([3, 0], tokenizer.EncodeToIds("want lowest"));
    }

    [Fact]
    public void A_maximal_count_never_cuts_a_word()
    {
        var ids = Create().EncodeToIds("want unwanted low", maxTokenCount: 3, out _, out var consumed);

        Assert.Equal([3], ids);
        Assert.Equal(4, consumed);
    }

    [Fact]
    public void Counts_and_indices_agree_with_the_tokens()
    {
        var tokenizer = Create();

        Assert.Equal(5, tokenizer.CountTokens("unwanted running"));
        // A word of which not all pieces fit is left out; the real package stops at that word, past the space.
        Assert.Equal(9, tokenizer.GetIndexByTokenCount("unwanted running", maxTokenCount: 4, out _, out var fromStart));
        Assert.Equal(3, fromStart);
        Assert.Equal(8, tokenizer.GetIndexByTokenCountFromEnd("unwanted running", maxTokenCount: 4, out _, out var fromEnd));
        Assert.Equal(2, fromEnd);
    }

    [Fact]
    public void Decoding_joins_pieces_and_takes_no_space_before_punctuation()
    {
        var tokenizer = Create(new WordPieceOptions { SpecialTokens = new Dictionary<string, int> { ["[CLS]"] = 1, ["[SEP]"] = 2 } });
        int[] ids = [1, 7, 4, 5, 10, 8, 9, 2];

        Assert.Equal("[CLS] unwanted, running [SEP]", tokenizer.Decode(ids));
        Assert.Equal("unwanted, running", tokenizer.Decode([7, 4, 5, 10, 8, 9]));
    }

    [Fact]
    public void Decoding_into_a_span_that_is_too_small_says_so()
    {
        var tokenizer = Create();

        Assert.Equal(OperationStatus.DestinationTooSmall, tokenizer.Decode([7, 4, 5], new char[5], out var consumed, out var written));
        Assert.Equal((1, 2), (consumed, written));
        Assert.Equal(OperationStatus.Done, tokenizer.Decode([7, 4, 5], new char[8], out _, out written));
        Assert.Equal(8, written);
    }

    [Fact]
    public void A_token_that_stands_twice_is_told_with_both_lines()
    {
        var error = Assert.Throws<ArgumentException>(() => Create(["[UNK]", "a", "b", "a"]));

        Assert.Contains("lines 2 and 4", error.Message);
    }

    [Fact]
    public void A_vocabulary_without_the_unknown_token_is_refused() =>
        Assert.Contains("[UNK]", Assert.Throws<ArgumentException>(() => Create(["a"])).Message);

    [Fact]
    public async Task A_tokenizer_made_asynchronously_is_the_same()
    {
        using var stream = Vocabulary(s_tokens);

        Assert.Equal([7, 4, 5], (await WordPieceTokenizer.CreateAsync(stream)).EncodeToIds("unwanted"));
    }

    private static WordPieceTokenizer Create(WordPieceOptions? options = null) => Create(s_tokens, options);

    private static WordPieceTokenizer Create(string[] tokens, WordPieceOptions? options = null)
    {
        using var stream = Vocabulary(tokens);
        return WordPieceTokenizer.Create(stream, options);
    }

    private static MemoryStream Vocabulary(string[] tokens) => new(Encoding.UTF8.GetBytes(string.Join('\n', tokens)));
}
