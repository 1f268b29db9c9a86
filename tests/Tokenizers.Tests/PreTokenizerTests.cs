using Microsoft.ML.Tokenizers;

namespace Tokenizers.Tests;

public sealed class PreTokenizerTests
{
    private static readonly Dictionary<string, int> s_special = new() { ["[MASK]"] = 4 };

    [Fact]
    public void White_space_divides() => AssertPieces(["a-b", "c"], PreTokenizer.CreateWhiteSpace(), " a-b  c ");

    [Fact]
    public void Words_and_what_is_no_word_are_divided() => AssertPieces(["a", "$-", "b"], PreTokenizer.CreateWordOrNonWord(), "a$- b");

    [Fact]
    public void Punctuation_marks_are_single_and_symbols_are_dropped() => AssertPieces(["a", "-", "!", "b"], PreTokenizer.CreateWordOrPunctuation(), "a$-! b");

    [Fact]
    public void Special_tokens_stay_whole() => AssertPieces(["a", "[MASK]", "b", "]"], PreTokenizer.CreateWordOrPunctuation(s_special), "a[MASK]b]");

    // The example of GPT-2's own documentation of the expression.
    [Fact]
    public void Robertas_words_carry_the_space_before_them() =>
        AssertPieces(["Hello", "'s", " world", " 42", "!!", "  ", " end", " "], RobertaPreTokenizer.Instance, "Hello's world 42!!   end ");

    private static void AssertPieces(string[] expected, PreTokenizer preTokenizer, string text)
    {
        Assert.Equal(expected, preTokenizer.PreTokenize(text).Select(piece => text.Substring(piece.Offset, piece.Length)));
        Assert.Equal(preTokenizer.PreTokenize(text), preTokenizer.PreTokenize(text.AsSpan()));
    }
}
