using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Text;

namespace TransferLearning.Tests.Training;

/// <summary>A task that a very small model learns in seconds: one word of each text gives its label away.</summary>
internal static class ToyReviews
{
    private static readonly string[] Good = ["splendid", "lovely", "gripping", "funny"];
    private static readonly string[] Bad = ["dreadful", "tedious", "clumsy", "bland"];
    private static readonly string[] Things = ["film", "plot", "cast", "score", "ending", "script"];

    public static PreTrainedTokenizer Tokenizer { get; } = new WordPieceTrainer { VocabularySize = 300, MinFrequency = 1 }.Train(Texts(200, 0).Select(example => example.Text));

    public static Dataset Texts(int count, int seed)
    {
        var random = new Random(seed);
        var examples = Enumerable.Range(0, count).Select(i =>
        {
            var label = i % 2;
            var word = (label == 1 ? Good : Bad)[random.Next(4)];
            var filler = string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => "and the " + Things[random.Next(Things.Length)]));
            return new Example($"the {Things[random.Next(Things.Length)]} was {word} {filler}".Trim(), label);
        });
        return new Dataset(examples, ["negative", "positive"]);
    }

    public static TokenizedDataset Tokens(int count, int seed) => TokenizedDataset.Create(Texts(count, seed), Tokenizer, maxLength: 24);

    public static BertConfig BertConfig { get; } = (BertConfig)new BertConfig
    {
        VocabSize = Tokenizer.VocabSize,
        HiddenSize = 32,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 64,
        MaxPositionEmbeddings = 32,
        InitializerRange = 0.1,
    }.WithLabels(["negative", "positive"]);

    public static BertForSequenceClassification Bert(int seed = 1)
    {
        TorchSharp.torch.manual_seed(seed);
        return new BertForSequenceClassification(BertConfig);
    }

    public static LstmClassifier Lstm(int seed = 1)
    {
        TorchSharp.torch.manual_seed(seed);
        return new LstmClassifier((LstmConfig)new LstmConfig { VocabSize = Tokenizer.VocabSize, EmbeddingSize = 16, HiddenSize = 16, Dropout = 0.1 }.WithLabels(["negative", "positive"]));
    }

    /// <summary>Every weight, for comparing models bit by bit.</summary>
    public static float[] Weights(TorchSharp.torch.nn.Module model) =>
        [.. model.named_parameters().OrderBy(pair => pair.name, StringComparer.Ordinal).SelectMany(pair => pair.parameter.detach().data<float>().ToArray())];
}
