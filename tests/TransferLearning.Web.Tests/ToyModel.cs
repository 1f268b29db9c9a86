using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Text;
using TransferLearning.Training;

namespace TransferLearning.Web.Tests;

/// <summary>A very small BERT that has learnt a task in a second: one word of each text gives its label away.</summary>
public sealed class ToyModel : IDisposable
{
    private static readonly string[] s_good = ["splendid", "lovely", "gripping", "funny"];
    private static readonly string[] s_bad = ["dreadful", "tedious", "clumsy", "bland"];
    private static readonly string[] s_things = ["film", "plot", "cast", "score", "ending", "script"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("course-web-");

    public ToyModel()
    {
        Folder = Path.Combine(_folder.FullName, "toy");
        var texts = Texts(192, seed: 1);
        var tokenizer = new WordPieceTrainer { VocabularySize = 300, MinFrequency = 1 }.Train(texts.Select(example => example.Text));
        TorchSharp.torch.manual_seed(1);
        using var model = new BertForSequenceClassification((BertConfig)new BertConfig
        {
            VocabSize = tokenizer.VocabSize,
            HiddenSize = 32,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            IntermediateSize = 64,
            MaxPositionEmbeddings = 64,
            InitializerRange = 0.1,
        }.WithLabels(["negative", "positive"]));
        new Trainer(model, new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 10 }, TokenizedDataset.Create(texts, tokenizer, maxLength: 24)).Train();
        model.SavePretrained(Folder);
        tokenizer.SavePretrained(Folder);
    }

    /// <summary>The model's folder.</summary>
    public string Folder { get; }

    /// <summary>Another copy of the folder, which a test may spoil.</summary>
    public string Copy()
    {
        var copy = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Dataset Texts(int count, int seed)
    {
        var random = new Random(seed);
        return new Dataset(
            Enumerable.Range(0, count).Select(i =>
            {
                var word = (i % 2 == 1 ? s_good : s_bad)[random.Next(4)];
                var filler = string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => "and the " + s_things[random.Next(s_things.Length)]));
                return new Example($"the {s_things[random.Next(s_things.Length)]} was {word} {filler}".Trim(), i % 2);
            }),
            ["negative", "positive"]);
    }
}
