using System.Text.Json;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Text;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Python;

/// <summary>
/// Folders that SavePretrained wrote, opened by a reader in Python that was written from the formats and Hugging Face's names alone (open_folder.py).
/// </summary>
public sealed class OpenedInPythonTests
{
    private const int VocabSize = 60;
    private static readonly string[] s_labels = ["bad", "fair", "good"];

    [Fact]
    public async Task A_saved_model_has_the_same_logits_in_Python()
    {
        await DebianPython.RequireAsync("numpy", "python3-numpy");
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        manual_seed(3);
        var runs = Models().Select(model => Save(model, folder.Path(model.GetType().Name), storage: null))
            .Append(Save(new BertForSequenceClassification(Bert), folder.Path("float16"), ScalarType.Float16))
            .Append(Save(new BertForSequenceClassification(Bert), folder.Path("bfloat16"), ScalarType.BFloat16))
            .ToList();

        await DebianPython.RunAsync("open_folder.py", [.. runs.Select(run => run.Folder)]);

        foreach (var (where, logits) in runs)
        {
            using var answer = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(where, "logits.json")));
            var unused = answer.RootElement.GetProperty("unused").EnumerateArray().Select(name => name.GetString());
            var inPython = answer.RootElement.GetProperty("logits").EnumerateArray().Select(value => value.GetDouble()).ToList();
            Assert.Empty(unused);
            Assert.Equal(logits.Length, inPython.Count);
            Assert.True(inPython.Max(Math.Abs) > 0.5, $"{where}: the weights are too small for a comparison.");
            for (var i = 0; i < logits.Length; i++)
                Assert.True(Math.Abs(inPython[i] - logits[i]) <= 1e-5, $"{where}: logit {i} is {inPython[i]} in Python and {logits[i]} here.");
        }
    }

    [Fact]
    public async Task A_saved_tokenizer_gives_the_same_ids_in_Python()
    {
        await DebianPython.RequireAsync("numpy", "python3-numpy");
        using var folder = new TemporaryFolder();
        string[] training = ["a film to love and love again", "the film is not lovely at all", "they loved filming the lovers"];
        string[] texts = [.. training, "unlovely films", "filming again and again", "zzz", ""];
        PreTrainedTokenizer[] tokenizers =
        [
            new WordPieceTrainer { VocabularySize = 60 }.Train(training),
            new ByteLevelBpeTrainer { VocabularySize = 300 }.Train(training),
            new ByteLevelBpeTrainer { VocabularySize = 300, SpecialTokens = SpecialTokens.Gpt2 }.Train(training),
        ];
        var folders = tokenizers.Select((tokenizer, i) =>
        {
            var where = folder.Path($"tokenizer-{i}");
            tokenizer.SavePretrained(where);
            File.WriteAllText(Path.Combine(where, "texts.json"), JsonSerializer.Serialize(texts));
            return where;
        }).ToArray();

        await DebianPython.RunAsync("open_folder.py", folders);

        foreach (var (tokenizer, where) in tokenizers.Zip(folders))
        {
            var inPython = JsonSerializer.Deserialize<int[][]>(File.ReadAllText(Path.Combine(where, "ids.json")))!;
            Assert.Equal(texts.Select(text => tokenizer.Encode(text).InputIds), inPython);
        }
    }

    private static BertConfig Bert => new()
    {
        VocabSize = VocabSize,
        HiddenSize = 24,
        NumHiddenLayers = 2,
        NumAttentionHeads = 3,
        IntermediateSize = 40,
        MaxPositionEmbeddings = 20,
        Id2Label = Labels(),
    };

    private static DistilBertConfig DistilBert => new()
    {
        VocabSize = VocabSize,
        Dim = 24,
        NLayers = 2,
        NHeads = 3,
        HiddenDim = 40,
        MaxPositionEmbeddings = 20,
        Id2Label = Labels(),
    };

    private static RobertaConfig Roberta => new()
    {
        VocabSize = VocabSize,
        HiddenSize = 24,
        NumHiddenLayers = 2,
        NumAttentionHeads = 3,
        IntermediateSize = 40,
        MaxPositionEmbeddings = 20,
        TypeVocabSize = 1,
        Id2Label = Labels(),
    };

    private static IEnumerable<PreTrainedModel> Models() =>
    [
        new BertForSequenceClassification(Bert),
        new BertForMaskedLM(Bert),
        new BertForPreTraining(Bert),
        new DistilBertForSequenceClassification(DistilBert),
        new DistilBertForMaskedLM(DistilBert),
        new RobertaForSequenceClassification(Roberta),
        new RobertaForMaskedLM(Roberta),
        new Gpt2LMHeadModel(new Gpt2Config { VocabSize = VocabSize, NEmbd = 24, NLayer = 2, NHead = 3, NPositions = 20 }),
    ];

    private static Dictionary<int, string> Labels() => s_labels.Select((label, id) => (label, id)).ToDictionary(pair => pair.id, pair => pair.label);

    /// <summary>Gives a model weights with which every part of it counts, saves it, loads it again and runs it.</summary>
    private static (string Folder, float[] Logits) Save(PreTrainedModel model, string folder, ScalarType? storage)
    {
        using (no_grad())
        {
            foreach (var (name, parameter) in model.named_parameters())
            {
                nn.init.normal_(parameter, name.Contains("norm.weight", StringComparison.OrdinalIgnoreCase) || name.Contains("ln_", StringComparison.Ordinal) ? 1 : 0, 0.3);
            }
        }

        model.SavePretrained(folder, storage);
        var ids = randint(3, VocabSize, [3, 9]);
        var (mask, types) = (ones(3, 9, dtype: ScalarType.Int64), zeros(3, 9, dtype: ScalarType.Int64));
        if (model is Gpt2LMHeadModel)
        {
            // Padding after the text; before it, GPT-2 would count positions otherwise.
            mask.select(0, 1).narrow(0, 7, 2).zero_();
        }
        else
        {
            var padding = model.Config is RobertaConfig roberta ? roberta.PadTokenId : 0;
            ids.select(0, 1).narrow(0, 5, 4).fill_(padding);
            mask.select(0, 1).narrow(0, 5, 4).zero_();
            if (model.Config is BertConfig and not RobertaConfig) types.select(0, 2).narrow(0, 4, 5).fill_(1);
        }

        File.WriteAllText(Path.Combine(folder, "inputs.json"), JsonSerializer.Serialize(new Dictionary<string, long[][]>
        {
            ["input_ids"] = Rows(ids),
            ["attention_mask"] = Rows(mask),
            ["token_type_ids"] = Rows(types),
        }));

        return (folder, Load(model, folder) switch
        {
            SequenceClassificationModel classifier => Fixture.Floats(classifier.forward(ids, mask, types).Logits),
            MaskedLanguageModel masked => Fixture.Floats(masked.forward(ids, mask, types).Logits),
            BertForPreTraining pretraining when pretraining.forward(ids, mask, types) is var output => [.. Fixture.Floats(output.PredictionLogits), .. Fixture.Floats(output.SeqRelationshipLogits)],
            var decoder => Fixture.Floats(((Gpt2LMHeadModel)decoder).forward(ids, mask).Logits),
        });
    }

    private static PreTrainedModel Load(PreTrainedModel saved, string folder) => saved switch
    {
        SequenceClassificationModel => AutoModelForSequenceClassification.FromPretrained(folder),
        MaskedLanguageModel => AutoModelForMaskedLM.FromPretrained(folder),
        BertForPreTraining => BertForPreTraining.FromPretrained(folder),
        _ => Gpt2LMHeadModel.FromPretrained(folder),
    };

    private static long[][] Rows(Tensor tensor) => [.. Enumerable.Range(0, (int)tensor.shape[0]).Select(row => tensor.select(0, row).data<long>().ToArray())];
}
