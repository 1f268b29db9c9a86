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

    public static PreTrainedTokenizer Tokenizer { get; } = new WordPieceTrainer { VocabularySize = 120, MinFrequency = 1 }.Train(Corpus.Paragraphs);

    public static BertForMaskedLM Model(int seed = 1)
    {
        TorchSharp.torch.manual_seed(seed);
        return new BertForMaskedLM(new BertConfig
        {
            VocabSize = Tokenizer.VocabSize,
            HiddenSize = 32,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            IntermediateSize = 64,
            MaxPositionEmbeddings = 32,
            InitializerRange = 0.1,
        });
    }
}
