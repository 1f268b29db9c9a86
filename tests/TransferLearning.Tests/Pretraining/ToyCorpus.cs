using TransferLearning.Models;
using TransferLearning.Pretraining;
using TransferLearning.Text;

namespace TransferLearning.Tests.Pretraining;

/// <summary>A made-up language in which a word follows from the one before it.</summary>
internal static class ToyCorpus
{
    private static readonly string[] Subjects = ["sailors", "farmers", "painters", "bakers"];
    private static readonly string[] Verbs = ["sail", "plough", "paint", "bake"];
    private static readonly string[] Objects = ["ships", "fields", "portraits", "loaves"];

    public static Corpus Corpus { get; } = new(Enumerable.Range(0, 60).Select(i => new CorpusDocument(
        $"toy/{i}", [.. Enumerable.Range(0, 10).Select(j => ((i * 7) + (j * 3)) % 4).Select(k => $"{Subjects[k]} {Verbs[k]} {Objects[k]} .")])));

    /// <summary>Each document is about one trade, so the next sentence shares its words and another document's mostly does not.</summary>
    public static Corpus Stories { get; } = new(Enumerable.Range(0, 60).Select(i => new CorpusDocument(
        $"story/{i}", [.. Enumerable.Range(0, 8).Select(_ => $"The {Subjects[i % 4]} {Verbs[i % 4]} {Objects[i % 4]}.")])));

    public static PreTrainedTokenizer Tokenizer { get; } = new WordPieceTrainer { VocabularySize = 120, MinFrequency = 1 }.Train(Corpus.Paragraphs);

    public static BertForMaskedLM Model(int seed = 1)
    {
        TorchSharp.torch.manual_seed(seed);
        return new BertForMaskedLM(Config);
    }

    public static BertForPreTraining PreTrainingModel(int seed = 1)
    {
        TorchSharp.torch.manual_seed(seed);
        return new BertForPreTraining(Config);
    }

    private static BertConfig Config => new()
    {
        VocabSize = Tokenizer.VocabSize,
        HiddenSize = 32,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 64,
        MaxPositionEmbeddings = 32,
        InitializerRange = 0.1,
    };
}
