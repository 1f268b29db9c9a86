using System.Text;
using TransferLearning.Compression;
using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Text;
using static TorchSharp.torch;

namespace Fuzzing;

/// <summary>Every reader of this library that takes files from outside.</summary>
internal static class FuzzTargets
{
    private static readonly Type[] Damaged = [typeof(InvalidDataException)];
    private static readonly Type[] DamagedOrForeign = [typeof(InvalidDataException), typeof(NotSupportedException)];

    /// <summary>All readers, each with small real files.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = Make();

    private static List<FuzzTarget> Make()
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-seeds-").FullName;
        try
        {
            var (bert, gpt2, weights) = (Path.Combine(folder, "bert"), Path.Combine(folder, "gpt2"), Path.Combine(folder, "w.safetensors"));
            string[] texts = ["A film to love, and love again.", "Ein schönes Ende: 10/10", "no plot, no play, no point"];
            new WordPieceTrainer { VocabularySize = 80 }.Train(texts).SavePretrained(bert);
            new ByteLevelBpeTrainer { VocabularySize = 290 }.Train(texts).SavePretrained(gpt2);
            SaveWeights(weights);
            var classifier = QuantizedClassifier(bert, Path.Combine(folder, "int8"));
            var (vocabulary, vocabularyJson, merges) = (File(bert, "vocab.txt"), File(gpt2, "vocab.json"), File(gpt2, "merges.txt"));

            return
            [
                new("safetensors", "model.safetensors", [File(weights)], ReadSafeTensors, DamagedOrForeign),
                new("pytorch-zip", "pytorch_model.bin", [Fixture("pytorch_model.bin")], ReadPyTorch, Damaged),
                new("pytorch-legacy", "pytorch_model.bin", [Fixture("pytorch_model_legacy.bin")], ReadPyTorch, Damaged),
                new("config", "config.json", [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", "hf"), "config.json", SearchOption.AllDirectories).Order().Select(System.IO.File.ReadAllBytes)], ReadConfig, DamagedOrForeign),
                new("shard-index", "model.safetensors.index.json", ["""{"metadata":{"total_size":8},"weight_map":{"a.weight":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}}"""u8.ToArray()], ReadIndex, [typeof(InvalidDataException), typeof(FileNotFoundException)]),
                new("hub-answer", "answer.json", [Encoding.UTF8.GetBytes($$"""{"sha":"{{new string('a', 40)}}","siblings":[{"rfilename":"config.json"},{"rfilename":"model.safetensors"},{"rfilename":"onnx/model.onnx"}]}""")], ReadHubAnswer, [typeof(HubException)]),
                new("tokenizer-json", "tokenizer.json", [File(bert, "tokenizer.json"), File(gpt2, "tokenizer.json")], ReadTokenizer, DamagedOrForeign),
                new("vocab-txt", "vocab.txt", [vocabulary], ReadTokenizer, DamagedOrForeign),
                new("vocab-json", "vocab.json", [vocabularyJson], path => ReadWith(path, "merges.txt", merges), DamagedOrForeign),
                new("merges", "merges.txt", [merges], path => ReadWith(path, "vocab.json", vocabularyJson), DamagedOrForeign),
                new("tokenizer-config", "tokenizer_config.json", [File(bert, "tokenizer_config.json"), File(bert, "special_tokens_map.json")], path => ReadWith(path, "vocab.txt", vocabulary), DamagedOrForeign),
                new("word-vocabulary", "words.txt", ["<pad>\n<unk>\ngood\nfilm\nsch\u00f6n\n"u8.ToArray()], path => WordVocabulary.Load(Path.Combine(path, "words.txt")), Damaged),
                new("tsv", "data.tsv", ["sentence\tlabel\nA film to love\t1\nno plot, no point\t0\n\u00e9t\u00e9\t1\n"u8.ToArray()], path => DelimitedReader.Read(Path.Combine(path, "data.tsv")), [typeof(DatasetException)]),
                new("runtime-weights", "model.safetensors", [classifier.Weights], path => ReadClassifier(path, ("config.json", classifier.Config), ("vocab.txt", vocabulary)), DamagedOrForeign),
                new("runtime-config", "config.json", [classifier.Config], path => ReadClassifier(path, ("model.safetensors", classifier.Weights), ("vocab.txt", vocabulary)), DamagedOrForeign),
                new("csv", "data.csv", ["text,label\n\"a film, to \"\"love\"\"\",positive\n\"two\nlines\",negative\ngood,positive\n"u8.ToArray()], path => DelimitedReader.Read(Path.Combine(path, "data.csv")), [typeof(DatasetException)]),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static byte[] File(params string[] path) => System.IO.File.ReadAllBytes(Path.Combine(path));
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fixtures", "hf", "BertForSequenceClassification", name));

    private static void SaveWeights(string path)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Save(path, new Dictionary<string, Tensor>
        {
            ["encoder.weight"] = arange(24, dtype: ScalarType.Float32).reshape(4, 6),
            ["encoder.bias"] = zeros(4),
            ["half"] = ones(3, 2).to_type(ScalarType.Float16),
            ["ids"] = arange(5, dtype: ScalarType.Int64),
            ["scalar"] = tensor(1.5f),
            ["empty"] = zeros(0, 3),
        });
    }

    /// <summary>The files of a small classifier in eight bits.</summary>
    /// <param name="folder">A folder with a tokenizer; the classifier is saved there first.</param>
    /// <param name="output">Where it is quantized to.</param>
    private static (byte[] Config, byte[] Weights) QuantizedClassifier(string folder, string output)
    {
        using var model = new BertForSequenceClassification(new BertConfig { VocabSize = 80, HiddenSize = 8, NumHiddenLayers = 2, NumAttentionHeads = 2, IntermediateSize = 12, MaxPositionEmbeddings = 40 });
        model.SavePretrained(folder);
        Quantization.Quantize(folder, output);
        return (File.ReadAllBytes(Path.Combine(output, "config.json")), File.ReadAllBytes(Path.Combine(output, "model.safetensors")));
    }

    /// <summary>Runs a classifier of which one file is damaged.</summary>
    private static void ReadClassifier(string folder, params ReadOnlySpan<(string Name, byte[] Content)> sound)
    {
        foreach (var (name, content) in sound) File.WriteAllBytes(Path.Combine(folder, name), content);
        using var runtime = EncoderRuntime.Load(folder);
        runtime.Predict(["A film to love", ""]);
    }

    private static void ReadSafeTensors(string folder)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Load(Path.Combine(folder, "model.safetensors"));
    }

    private static void ReadPyTorch(string folder)
    {
        using var scope = NewDisposeScope();
        using var file = PyTorchWeights.Open(Path.Combine(folder, "pytorch_model.bin"));
        foreach (var entry in file.Entries) file.CopyTo(entry.Name, zeros([.. entry.Shape], dtype: entry.DType));
    }

    private static void ReadConfig(string folder)
    {
        var model = ModelFolder.Open(folder);
        PretrainedConfig config = PretrainedConfig.ReadModelType(model) switch
        {
            "bert" => PretrainedConfig.Read<BertConfig>(model),
            "distilbert" => PretrainedConfig.Read<DistilBertConfig>(model),
            "roberta" => PretrainedConfig.Read<RobertaConfig>(model),
            "gpt2" => PretrainedConfig.Read<Gpt2Config>(model),
            LstmConfig.Type => PretrainedConfig.Read<LstmConfig>(model),
            var unknown => throw new NotSupportedException(unknown),
        };
        _ = config.Labels;
        _ = config.ToJson();
    }

    private static void ReadIndex(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), "{}");
        File.WriteAllText(Path.Combine(folder, "model-00001-of-00002.safetensors"), "");
        File.WriteAllText(Path.Combine(folder, "model-00002-of-00002.safetensors"), "");
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        if (ModelFolder.Open(folder).WeightFiles().FirstOrDefault(path => !Path.GetFullPath(path).StartsWith(root, StringComparison.Ordinal)) is { } outside)
            throw new UnauthorizedAccessException($"The index led to '{outside}', outside of its folder.");
    }

    private static void ReadHubAnswer(string folder)
    {
        var what = new HubQuery("owner/model", "main");
        var root = Path.GetFullPath(Path.Combine(folder, "snapshot")) + Path.DirectorySeparatorChar;
        foreach (var name in RepositoryFiles.Parse(File.ReadAllBytes(Path.Combine(folder, "answer.json")), what).Select(["*"], what))
            if (!Path.GetFullPath(Path.Combine(root, name)).StartsWith(root, StringComparison.Ordinal)) throw new UnauthorizedAccessException($"The name '{name}' leads out of its folder.");
    }

    private static void ReadTokenizer(string folder)
    {
        var tokenizer = AutoTokenizer.FromPretrained(folder);
        var ids = tokenizer.Encode("A film to love, déjà vu \u0000 10/10", "x").InputIds;
        tokenizer.Decode(ids);
    }

    /// <summary>Reads a damaged file of a tokenizer beside a sound one.</summary>
    private static void ReadWith(string folder, string sound, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(folder, sound), content);
        ReadTokenizer(folder);
    }
}
