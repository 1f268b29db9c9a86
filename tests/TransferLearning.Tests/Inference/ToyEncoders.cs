using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Training;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Inference;

/// <summary>Small classifiers of every architecture with random weights, whose sizes are no multiples of the kernels' tiles.</summary>
internal static class ToyEncoders
{
    private const int VocabSize = 300;

    private static readonly string[] s_labels = ["negative", "neutral", "positive"];

    public static readonly string[] Names = ["bert", "distilbert", "roberta", "roberta-small-head", "distilbert-custom-head", "bert-plain-head"];

    public static SequenceClassificationModel Create(string name, int layers = 2, int width = 60, int heads = 5, int intermediate = 130)
    {
        manual_seed(7);
        var bert = (BertConfig)new BertConfig
        {
            VocabSize = VocabSize,
            HiddenSize = width,
            NumHiddenLayers = layers,
            NumAttentionHeads = heads,
            IntermediateSize = intermediate,
            MaxPositionEmbeddings = 96,
            InitializerRange = 0.15,
        }.WithLabels(s_labels);
        var distilBert = (DistilBertConfig)new DistilBertConfig
        {
            VocabSize = VocabSize,
            Dim = width,
            NLayers = layers,
            NHeads = heads,
            HiddenDim = intermediate,
            MaxPositionEmbeddings = 96,
            InitializerRange = 0.15,
        }.WithLabels(s_labels);
        var roberta = (RobertaConfig)new RobertaConfig
        {
            VocabSize = VocabSize,
            HiddenSize = width,
            NumHiddenLayers = layers,
            NumAttentionHeads = heads,
            IntermediateSize = intermediate,
            MaxPositionEmbeddings = 98,
            InitializerRange = 0.15,
        }.WithLabels(s_labels);
        SequenceClassificationModel model = name switch
        {
            "bert" => new BertForSequenceClassification(bert),
            "distilbert" => new DistilBertForSequenceClassification(distilBert),
            "roberta" => new RobertaForSequenceClassification(roberta),
            "roberta-small-head" => new EncoderForSequenceClassification(roberta with { ClassifierHead = ClassificationHead.Small }),
            "distilbert-custom-head" => new EncoderForSequenceClassification(distilBert with { ClassifierHead = ClassificationHead.Custom }),
            "bert-plain-head" => new EncoderForSequenceClassification(bert with { ClassifierHead = ClassificationHead.Plain }),
            _ => throw new ArgumentException($"There is no toy '{name}'.", nameof(name)),
        };
        model.eval();

        // Biases and gains away from their start, so that a forgotten one shows.
        using var noGrad = no_grad();
        foreach (var (parameter, tensor) in model.named_parameters())
        {
            if (parameter.EndsWith("bias", StringComparison.Ordinal) || tensor.dim() == 1) tensor.add_(randn(tensor.shape) * 0.2);
        }

        return model;
    }

    /// <summary>Saves a model with a tokenizer, as a folder that the runtime loads.</summary>
    public static TemporaryFolder Save(SequenceClassificationModel model, ScalarType storage = ScalarType.Float32)
    {
        var folder = new TemporaryFolder();
        model.SavePretrained(folder.FullName, storage, tokenizer: ToyReviews.Tokenizer);
        return folder;
    }

    /// <summary>Texts of these lengths as random tokens, one after the other.</summary>
    public static int[] Tokens(IReadOnlyList<int> lengths, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, lengths.Sum()).Select(_ => random.Next(5, VocabSize))];
    }

    /// <summary>The scores of the model class, text by text.</summary>
    public static float[] Expected(SequenceClassificationModel model, int[] ids, int[] types, IReadOnlyList<int> lengths)
    {
        using var noGrad = no_grad();
        var (all, start) = (new List<float>(), 0);
        foreach (var length in lengths)
        {
            using var scope = NewDisposeScope();
            var input = tensor(ids[start..(start + length)].Select(id => (long)id).ToArray(), [1, length]);
            var type = types.Length == 0 ? null : tensor(types[start..(start + length)].Select(id => (long)id).ToArray(), [1, length]);
            all.AddRange(Fixture.Floats(model.forward(input, tokenTypeIds: type).Logits));
            start += length;
        }

        return [.. all];
    }
}
