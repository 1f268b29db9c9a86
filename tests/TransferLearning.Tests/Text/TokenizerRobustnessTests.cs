using System.Diagnostics;
using System.Text;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class TokenizerRobustnessTests
{
    private static readonly Lazy<PreTrainedTokenizer> s_bert = new(() => ReducedVocabulary.Read("bert-base-uncased").CreateTokenizer());
    private static readonly Lazy<PreTrainedTokenizer> s_roberta = new(() => ReducedVocabulary.Read("roberta-base").CreateTokenizer());

    public static TheoryData<string, string, int> Patterns => new()
    {
        { "a", "", 1 << 20 },
        { "ab", "", 1 << 19 },
        { "e", "\u0301", 10_000 },
        { "", "\u0301", 1 << 20 },
        { "", " ", 1 << 20 },
        { "", " \n", 1 << 19 },
        { "", "[", 1 << 20 },
        { "", "[MAS", 1 << 18 },
        { "", "[MASK]", 1 << 16 },
        { "", "  <mask>", 1 << 16 },
        { "", "\U0001F600", 1 << 18 },
        { "", "日", 1 << 18 },
        { "", "\uD83D", 1 << 18 },
        { "", "'l", 1 << 19 },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Pathological_texts_take_linear_time(string first, string repeated, int times)
    {
        var text = first + string.Concat(Enumerable.Repeat(repeated.Length > 0 ? repeated : first, times));
        var clock = Stopwatch.StartNew();

        s_bert.Value.Encode(text);
        s_roberta.Value.Encode(text);

        // About a second; quadratic time would be hours.
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Every_character_of_unicode_is_tokenized_and_its_offsets_lie_in_the_text()
    {
        // Among them the musical notes, of which decomposition makes three characters beyond the basic plane.
        var text = string.Concat(Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value).ToString()));

        foreach (var tokenizer in new[] { s_bert.Value, s_roberta.Value })
            Assert.All(tokenizer.Encode(text).Offsets, offset => Assert.InRange(offset.End, offset.Start, text.Length));
    }

    [Fact]
    public void Words_that_many_threads_meet_first_at_the_same_time_are_cut_as_by_one()
    {
        var random = new Random(16);
        var texts = Enumerable.Range(0, 4_000).Select(_ => string.Join(' ', Enumerable.Range(0, 5).Select(_ => RandomWord(random)))).ToList();
        foreach (var name in (string[])["bert-base-uncased", "roberta-base"])
        {
            var (shared, alone) = (ReducedVocabulary.Read(name).CreateTokenizer(), ReducedVocabulary.Read(name).CreateTokenizer());

            var together = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).WithExecutionMode(ParallelExecutionMode.ForceParallelism)
                .Select(_ => texts.ConvertAll(text => shared.Encode(text).InputIds)).ToList();

            var expected = texts.ConvertAll(text => alone.Encode(text).InputIds);
            Assert.All(together, ids => Assert.Equal(expected, ids));
        }
    }

    [Theory]
    [InlineData("a", "a\0")]
    [InlineData("\0", "\0\0")]
    [InlineData("abcdefgh", "abcdefgh\0")]
    [InlineData("abcdefghi", "abcdefghj")]
    [InlineData("\u00e9", "\u01e9")]
    [InlineData("ab\u00e9", "ab\u00ff")]
    public void Words_that_are_alike_in_their_first_bytes_are_not_taken_for_each_other(string one, string other)
    {
        var tokenizer = ReducedVocabulary.Read("roberta-base").CreateTokenizer();
        foreach (var word in new[] { one, other, one, other })
        {
            // At the text's end and before more of it, where a word's characters are read otherwise.
            Assert.Equal(word, tokenizer.Decode(tokenizer.Encode(word, addSpecialTokens: false).InputIds));
            Assert.Equal(word + " and then more", tokenizer.Decode(tokenizer.Encode(word + " and then more", addSpecialTokens: false).InputIds));
        }
    }

    [Fact]
    public void Offsets_of_random_texts_are_ordered_whole_and_inside_the_text()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var text = RandomText(random);
            foreach (var tokenizer in new[] { s_bert.Value, s_roberta.Value })
            {
                var encoding = tokenizer.Encode(text, addSpecialTokens: false);
                var end = 0;
                foreach (var span in encoding.Offsets)
                {
                    Assert.InRange(span.Start, 0, span.End);
                    Assert.InRange(span.End, 0, text.Length);
                    Assert.True(span.End >= end, $"'{text}': {span} after {end}");
                    Assert.False(SplitsPair(text, span.Start) || SplitsPair(text, span.End), $"'{text}': {span} cuts a character");
                    end = span.End;
                }
            }
        }
    }

    [Fact]
    public void Byte_level_tokens_decode_to_the_very_text()
    {
        var random = new Random(12);
        for (var i = 0; i < 2_000; i++)
        {
            var text = RandomText(random).Replace("<mask>", "").Replace("<s>", "");
            var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

            Assert.Equal(wellFormed, s_roberta.Value.Decode(s_roberta.Value.Encode(text, addSpecialTokens: false).InputIds));
        }
    }

    [Fact]
    public void A_word_piece_spells_the_normalized_stretch_that_its_offsets_tell()
    {
        var random = new Random(13);
        var normalizer = new BertTextNormalizer();
        for (var i = 0; i < 2_000; i++)
        {
            var text = RandomText(random);
            var encoding = s_bert.Value.Encode(text, addSpecialTokens: false);
            for (var k = 0; k < encoding.Length; k++)
            {
                var token = encoding.Tokens[k];
                if (!token.StartsWith('[') || token.Length == 1)
                {
                    var piece = token.StartsWith("##", StringComparison.Ordinal) && token.Length > 2 ? token[2..] : token;
                    var stretch = normalizer.Normalize(encoding.Offsets[k].Of(text)).Trim();

                    // One character can be several pieces, as a Korean syllable is.
                    Assert.Contains(piece, stretch);
                }
            }
        }
    }

    [Fact]
    public void Truncation_keeps_to_the_length_and_padding_reaches_it()
    {
        var random = new Random(14);
        for (var i = 0; i < 1_000; i++)
        {
            var (text, pair) = (WithoutPadding(random), random.Next(2) == 0 ? WithoutPadding(random) : null);
            var length = random.Next(4, 40);
            foreach (var tokenizer in new[] { s_bert.Value, s_roberta.Value })
            {
                var encoding = tokenizer.Encode(text, pair, truncation: TruncationStrategy.LongestFirst, maxLength: length, padding: PaddingStrategy.MaxLength);

                Assert.Equal(length, encoding.Length);
                Assert.Equal(encoding.AttentionMask.Sum(), encoding.InputIds.Count(id => id != tokenizer.PadTokenId));
            }
        }
    }

    [Fact]
    public void A_batch_on_all_cores_equals_the_texts_one_by_one()
    {
        var random = new Random(15);
        var texts = Enumerable.Range(0, 500).Select(_ => WithoutPadding(random)).ToList();

        var batch = s_bert.Value.EncodeBatch(texts, padding: PaddingStrategy.Longest);

        for (var i = 0; i < texts.Count; i++)
        {
            var alone = s_bert.Value.Encode(texts[i]);
            Assert.Equal(batch.MaxLength, batch[i].Length);
            Assert.Equal(alone.InputIds, batch[i].InputIds.Take(batch[i].AttentionMask.Sum()));
        }
    }

    private static string RandomWord(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => "etaoinshrdlu\u00e9"[random.Next(13)]));

    private static string WithoutPadding(Random random) => RandomText(random).Replace("[PAD]", "");

    private static bool SplitsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    private static string RandomText(Random random)
    {
        string[] parts =
        [
            "the", "film", "unaffable", "It's", "isn't", "'", " ", "  ", "\n", "\t", "é", "e\u0301", "ﬁ", "İ", "ß", "Σ", "ǅ", "한국", "日本", "\U0002B920",
            "😀", "👩‍👩‍👧", "\uD83D", "\uDE00", "\u0000", "\u200B", "\uFFFD", "\u00A0", "...", "!?", "$5.00", "#", "[MASK]", "[CLS]", "[PAD]", "<mask>", "<s>", "##ing", "Ġ", "ı",
        ];
        var text = new StringBuilder();
        for (var count = random.Next(12); count > 0; count--)
        {
            text.Append(parts[random.Next(parts.Length)]);
        }

        return text.ToString();
    }
}
