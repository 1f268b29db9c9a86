using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace Tokenizers.Tests;

public sealed class BpeTokenizerTests
{
    [Fact]
    public void The_merge_learnt_first_goes_first_whatever_its_place()
    {
        var tokenizer = Create(["a", "b", "c", "d", "bc", "ab", "bcd"], ["b c", "a b", "bc d"]);

        Assert.Equal(["a", "bcd", "ab"], tokenizer.EncodeToTokens("abcd ab", out _).Select(token => token.Value));
        Assert.Equal([0..1, 1..4, 5..7], tokenizer.EncodeToTokens("abcd ab", out _).Select(token => token.Offset));
    }

    [Fact]
    public void Of_equal_pairs_the_leftmost_merges_first() =>
        Assert.Equal(["aa", "a"], Create(["a", "aa"], ["a a"]).EncodeToTokens("aaa", out _).Select(token => token.Value));

    [Theory]
    [InlineData(10)]
    [InlineData(47)]
    [InlineData(50)]
    [InlineData(400)]
    public void Words_of_every_length_merge_as_the_definition_says(int length)
    {
        // Merges of random pairs of what there is, so that they compete and build on one another.
        var random = new Random(length);
        List<string> tokens = ["a", "b", "c"];
        List<string> merges = [];
        while (merges.Count < 40)
        {
            var (left, right) = (tokens[random.Next(tokens.Count)], tokens[random.Next(tokens.Count)]);
            if (tokens.Contains(left + right) || left.Length + right.Length > 6)
            {
                continue;
            }

            merges.Add($"{left} {right}");
            tokens.Add(left + right);
        }

        var tokenizer = Create([.. tokens], [.. merges]);
        for (var i = 0; i < 50; i++)
        {
            var word = string.Concat(Enumerable.Range(0, length).Select(_ => "abc"[random.Next(3)]));

            Assert.Equal(MergeByDefinition(word, merges), Values(tokenizer, word));
        }
    }

    [Fact]
    public void Unknown_characters_are_skipped_marked_or_fused()
    {
        string[] tokens = ["a", "?u"];

        Assert.Equal(["a", "a"], Values(Create(tokens, []), "axya"));
        Assert.Equal([0..1, 3..4], Create(tokens, []).EncodeToTokens("axya", out _).Select(token => token.Offset));
        Assert.Equal(["a", "?u", "?u", "a"], Values(Create(tokens, [], options => options.UnknownToken = "?u"), "axya"));
        Assert.Equal(["a", "?u", "a"], Values(Create(tokens, [], options => (options.UnknownToken, options.FuseUnknownTokens) = ("?u", true)), "axya"));
    }

    [Fact]
    public void A_word_end_suffix_marks_words_and_decodes_to_spaces()
    {
        var tokenizer = Create(["a", "b</w>", "a</w>", "ab</w>"], ["a b</w>"], options => options.EndOfWordSuffix = "</w>");

        Assert.Equal(["ab</w>", "a</w>"], Values(tokenizer, "ab a"));
        Assert.Equal("ab a", tokenizer.Decode([3, 2]));
    }

    [Fact]
    public void Byte_level_spells_every_text_and_gives_characters_back()
    {
        var tokenizer = CreateByteLevel();
        const string Text = "Hé 🙂 \t日本";

        var tokens = tokenizer.EncodeToTokens(Text, out _);

        Assert.Equal("H", tokens[0].Value);
        Assert.Equal(("Ã", 1..2), (tokens[1].Value, tokens[1].Offset));
        Assert.Equal(Text, tokenizer.Decode(tokens.Select(token => token.Id)));
        Assert.Equal(tokens.Select(token => token.Id), tokenizer.EncodeToIds(Text));
    }

    [Fact]
    public void Tokens_around_a_sentence_are_added_and_special_tokens_stay_whole()
    {
        var special = new Dictionary<string, int> { ["<s>"] = 2 };
        var tokenizer = Create(["a", "b", "<s>", "</s>"], [], options =>
        {
            options.BeginningOfSentenceToken = "<s>";
            options.EndOfSentenceToken = "</s>";
            options.SpecialTokens = special;
            options.PreTokenizer = PreTokenizer.CreateWhiteSpace(special);
        });

        Assert.Equal([2, 0, 2, 1, 3], tokenizer.EncodeToIds("a <s> b"));
        Assert.Equal("a", tokenizer.Decode([2, 0], considerSpecialTokens: false));
    }

    [Fact]
    public void A_maximal_count_cuts_and_tells_what_was_read()
    {
        var tokenizer = Create(["a", "b", "c"], []);

        Assert.Equal([0, 1], tokenizer.EncodeToIds("abc", maxTokenCount: 2, out _, out var consumed));
        Assert.Equal(2, consumed);
        Assert.Equal(1, tokenizer.GetIndexByTokenCountFromEnd("abc", maxTokenCount: 2, out _, out _));
    }

    [Fact]
    public void Decoding_into_a_span_tells_unknown_ids_and_lack_of_room()
    {
        var tokenizer = Create(["a", "bb"], []);

        Assert.Equal(OperationStatus.InvalidData, tokenizer.Decode([9], new char[9], out _, out _));
        Assert.Equal(OperationStatus.DestinationTooSmall, tokenizer.Decode([0, 1], new char[2], out _, out _));
        Assert.Equal(OperationStatus.Done, tokenizer.Decode([0, 1], new char[3], out var consumed, out var written));
        Assert.Equal((2, 3), (consumed, written));
    }

    [Fact]
    public void Files_and_streams_give_the_same_tokenizer()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var (vocabulary, merges) = (Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"));
        File.WriteAllText(vocabulary, """{"a":0,"b":1,"ab":2}""");
        File.WriteAllText(merges, "#version: 0.2\na b\n");
        using var vocabularyStream = File.OpenRead(vocabulary);
        using var mergesStream = File.OpenRead(merges);

        Assert.Equal([2, 1], BpeTokenizer.Create(vocabulary, merges).EncodeToIds("abb"));
        Assert.Equal([2, 1], BpeTokenizer.Create(vocabularyStream, mergesStream).EncodeToIds("abb"));
    }

    [Theory]
    [InlineData("a", "one space")]
    [InlineData("a x", "'x'")]
    [InlineData("a a", "'aa'")]
    public void A_merge_that_cannot_be_is_told(string merge, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidOperationException>(() => Create(["a", "b"], [merge])).Message);

    [Fact]
    public void An_id_with_two_tokens_is_told() =>
        Assert.Contains(
            "id 0", Assert.Throws<ArgumentException>(() => BpeTokenizer.Create(new BpeOptions([KeyValuePair.Create("a", 0), KeyValuePair.Create("b", 0)]))).Message);

    private static IEnumerable<string> Values(BpeTokenizer tokenizer, string text) => tokenizer.EncodeToTokens(text, out _).Select(token => token.Value);

    /// <summary>One merge after the other, each wherever it fits, from left to right.</summary>
    private static List<string> MergeByDefinition(string word, List<string> merges)
    {
        List<string> symbols = [.. word.Select(character => character.ToString())];
        while (merges.Select(merge => merge.Split(' ')).FirstOrDefault(pair => FirstPlace(pair) >= 0) is { } next)
        {
            var at = FirstPlace(next);
            symbols[at] += symbols[at + 1];
            symbols.RemoveAt(at + 1);
        }

        return symbols;

        int FirstPlace(string[] pair) => Enumerable.Range(0, symbols.Count - 1).Append(-1).First(i => i < 0 || (symbols[i] == pair[0] && symbols[i + 1] == pair[1]));
    }

    private static BpeTokenizer Create(string[] tokens, string[] merges, Action<BpeOptions>? configure = null)
    {
        var options = new BpeOptions(tokens.Select((token, id) => KeyValuePair.Create(token, id))) { Merges = merges };
        configure?.Invoke(options);
        return BpeTokenizer.Create(options);
    }

    private static BpeTokenizer CreateByteLevel()
    {
        var alphabet = ByteAlphabet.Characters.ToArray().Select(character => character.ToString());
        return Create([.. alphabet], [], options => (options.ByteLevel, options.PreTokenizer) = (true, RobertaPreTokenizer.Instance));
    }
}
