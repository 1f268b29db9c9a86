using TransferLearning.Tests.Data;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class WordTokenizerTrainerTests
{
    private static readonly PreTrainedTokenizer Tokenizer =
        new WordTokenizerTrainer { KnownWords = ["film", "splendid", "don't", "café"] }.Train(["The film, the plot.", "A plot!"]);

    [Fact]
    public void The_vocabulary_has_special_tokens_then_frequent_words_then_known_ones_that_a_text_can_have() =>
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "plot", "the", "film", "splendid", "café"], Tokenizer.Vocabulary.Tokens);

    [Fact]
    public void Words_are_whole_or_unknown() =>
        Assert.Equal(["the", "splendid", "[UNK]", "film", "[UNK]", "café"], Tokenizer.Tokenize("The splendid films film plots café"));

    [Fact]
    public void Its_folder_opens_again_to_the_same_ids()
    {
        using var folder = new TemporaryFolder();
        Tokenizer.SavePretrained(folder.FullName);

        var opened = AutoTokenizer.FromPretrained(folder.FullName);

        Assert.Equal(Tokenizer.Encode("The plot, a film of café").InputIds, opened.Encode("The plot, a film of café").InputIds);
        Assert.Equal(Tokenizer.ToJson(), opened.ToJson());
    }
}
