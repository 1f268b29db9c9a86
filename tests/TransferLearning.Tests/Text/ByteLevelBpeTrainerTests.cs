using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class ByteLevelBpeTrainerTests
{
    private static readonly string[] s_texts =
    [
        "The film is good, the acting is better.",
        "A good film; a better ending!",
        "It's the best of the films, isn't it?",
    ];

    [Fact]
    public void The_vocabulary_is_special_tokens_then_all_bytes_then_joined_pieces()
    {
        var tokenizer = new ByteLevelBpeTrainer { VocabularySize = 280 }.Train(s_texts);

        Assert.Equal(280, tokenizer.VocabSize);
        Assert.Equal(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], tokenizer.Vocabulary.Tokens.Take(5));
        Assert.All(tokenizer.Vocabulary.Tokens.Skip(5).Take(256), token => Assert.Single(token));
        Assert.All(tokenizer.Vocabulary.Tokens.Skip(261), token => Assert.True(token.Length > 1));
    }

    [Fact]
    public void Any_text_can_be_spelled_and_decodes_to_itself()
    {
        var tokenizer = new ByteLevelBpeTrainer { VocabularySize = 300 }.Train(s_texts);
        string[] texts = [.. s_texts, "naïve café", "日本語 🙂👍🏽", " leading and   inner spaces \n\t", "\u0000\u0085\uFFFD"];

        Assert.All(texts, text => Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).InputIds, skipSpecialTokens: true)));
    }

    [Fact]
    public void The_most_frequent_pair_is_joined_first()
    {
        // " b" occurs 4 times and "b" before "c" 3 times.
        var tokenizer = new ByteLevelBpeTrainer { VocabularySize = 263 }.Train(["x bc bc bc b"]);

        Assert.Equal(["Ġb", "Ġbc"], tokenizer.Vocabulary.Tokens.Skip(261));
        Assert.Equal(["x", "Ġbc", "Ġb", "d"], tokenizer.Tokenize("x bc bd"));
    }

    [Fact]
    public void The_same_texts_give_the_same_vocabulary()
    {
        var trainer = new ByteLevelBpeTrainer { VocabularySize = 290 };

        Assert.Equal(trainer.Train(s_texts).Vocabulary.Tokens, trainer.Train(s_texts).Vocabulary.Tokens);
    }

    [Fact]
    public void Without_classification_and_separator_nothing_is_put_around_a_text()
    {
        var tokenizer = new ByteLevelBpeTrainer { VocabularySize = 300, SpecialTokens = SpecialTokens.Gpt2 }.Train(s_texts);

        Assert.Equal(tokenizer.Encode("The film", addSpecialTokens: false).InputIds, tokenizer.Encode("The film").InputIds);
        Assert.Equal(0, tokenizer.EosTokenId);
    }

    [Fact]
    public void A_vocabulary_too_small_for_the_bytes_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ByteLevelBpeTrainer { VocabularySize = 256 }.Train(s_texts));

        Assert.Contains("261", error.Message);
    }
}
