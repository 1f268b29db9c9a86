using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class WordPieceTrainerTests
{
    private static readonly string[] s_texts =
    [
        "The film is good, the acting is better.",
        "A good film; a better ending!",
        "The ending is the best of the film.",
        "Acting, ending, filming: the best, the better, the good.",
    ];

    [Fact]
    public void Special_tokens_come_first_in_the_documented_order()
    {
        var tokenizer = new WordPieceTrainer { VocabularySize = 80 }.Train(s_texts);

        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], tokenizer.Vocabulary.Tokens.Take(5));
        Assert.Equal((0, 1, 2, 3, 4), (tokenizer.PadTokenId, tokenizer.UnkTokenId, tokenizer.ClsTokenId, tokenizer.SepTokenId, tokenizer.MaskTokenId));
    }

    [Fact]
    public void Frequent_words_become_single_tokens_and_every_training_text_decodes_to_itself()
    {
        var tokenizer = new WordPieceTrainer { VocabularySize = 120 }.Train(s_texts);

        Assert.Equal(["the", "film"], tokenizer.Tokenize("The film"));
        Assert.All(s_texts, text => Assert.DoesNotContain("[UNK]", tokenizer.Tokenize(text)));
        Assert.Equal("the film is good, the acting is better.", tokenizer.Decode(tokenizer.Encode(s_texts[0]).InputIds, skipSpecialTokens: true));
    }

    [Fact]
    public void The_most_frequent_pair_is_joined_first_and_ties_go_to_the_smaller_ids()
    {
        // "ab" occurs 3 times, "cd" and "ef" twice each; c comes before e.
        var tokenizer = new WordPieceTrainer { VocabularySize = 100 }.Train(["ab ab ab", "ef ef cd cd"]);

        Assert.Equal(["ab", "cd", "ef"], tokenizer.Vocabulary.Tokens.TakeLast(3));
    }

    [Fact]
    public void Pairs_rarer_than_the_minimum_are_not_joined()
    {
        var tokenizer = new WordPieceTrainer { MinFrequency = 3 }.Train(["ab ab ab", "cd cd"]);

        Assert.Contains("ab", tokenizer.Vocabulary.Tokens);
        Assert.DoesNotContain("cd", tokenizer.Vocabulary.Tokens);
        Assert.Equal(["c", "##d"], tokenizer.Tokenize("cd"));
    }

    [Fact]
    public void The_same_texts_give_the_same_vocabulary()
    {
        var trainer = new WordPieceTrainer { VocabularySize = 90 };

        Assert.Equal(trainer.Train(s_texts).Vocabulary.Tokens, trainer.Train(s_texts).Vocabulary.Tokens);
    }

    [Fact]
    public void A_vocabulary_too_small_for_the_characters_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new WordPieceTrainer { VocabularySize = 10 }.Train(s_texts));

        Assert.Contains("VocabularySize", error.Message);
    }
}
