using System.Diagnostics;
using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Text;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

public class FromPretrainedTests
{
    private static string Masked => Fixture.Path("hf", "BertForMaskedLM");

    [Fact]
    public void A_head_that_the_checkpoint_lacks_is_new_and_the_other_heads_weights_are_reported()
    {
        using var scope = NewDisposeScope();
        using var model = BertForSequenceClassification.FromPretrained(Masked, labels: ["bad", "good", "mixed"]);

        var report = model.LoadReport!;
        Assert.Equal(["bert.pooler.dense.weight [32, 32]", "bert.pooler.dense.bias [32]", "classifier.weight [3, 32]", "classifier.bias [3]"], report.NewlyInitialized);
        Assert.Contains(report.Unexpected, line => line.StartsWith("cls.predictions.bias: float32 [103]", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Unexpected, line => line.Contains("position_ids", StringComparison.Ordinal));
        Assert.Contains("train these", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(["bad", "good", "mixed"], model.Config.Labels);
        Assert.All(model.named_parameters(), pair => Assert.All(Fixture.Floats(pair.parameter), value => Assert.InRange(value, -10, 10)));
    }

    [Fact]
    public void What_is_not_in_its_place_is_one_warning_to_the_listeners_of_the_trace()
    {
        using var scope = NewDisposeScope();
        using var written = new StringWriter();
        using var listener = new TextWriterTraceListener(TextWriter.Synchronized(written));
        Trace.Listeners.Add(listener);
        try
        {
            BertForSequenceClassification.FromPretrained(Masked, labels: ["1", "2", "3", "4", "5", "6", "7"]).Dispose();
        }
        finally
        {
            Trace.Listeners.Remove(listener);
        }

        Assert.Contains("Warning", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("classifier.weight [7, 32]", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_saved_with_its_tokenizer_in_one_folder()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var tokenizer = new WordPieceTrainer { VocabularySize = 60 }.Train(["a film to love"]);
        using var model = BertForMaskedLM.FromPretrained(Masked);

        model.SavePretrained(folder.Path("both"), tokenizer: tokenizer);

        Assert.Equal(["README.md", "config.json", "model.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"],
            Directory.GetFiles(folder.Path("both")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(tokenizer.ToJson(), AutoTokenizer.FromPretrained(folder.Path("both")).ToJson());
    }

    [Fact]
    public void A_head_for_other_labels_is_refused_with_both_shapes_unless_it_is_allowed()
    {
        using var scope = NewDisposeScope();
        var folder = Fixture.Path("hf", "RobertaForSequenceClassification");

        var error = Assert.Throws<InvalidDataException>(() => AutoModelForSequenceClassification.FromPretrained(folder, labels: ["no", "yes"]));
        Assert.Contains("classifier.out_proj.weight: [3, 32] and [2, 32]", error.Message, StringComparison.Ordinal);
        Assert.Contains("classifier.out_proj.bias: [3] and [2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("ignoreMismatchedSizes", error.Message, StringComparison.Ordinal);

        using var model = AutoModelForSequenceClassification.FromPretrained(folder, labels: ["no", "yes"], ignoreMismatchedSizes: true);
        Assert.Equal(2, model.LoadReport!.Mismatched.Count);
        Assert.Equal(["classifier.out_proj.weight [2, 32]", "classifier.out_proj.bias [2]"], model.LoadReport.NewlyInitialized);
    }

    [Fact]
    public void A_config_that_asks_for_far_more_weights_than_the_files_hold_is_refused_before_memory_is_taken()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", """{"model_type":"bert","hidden_size":16384,"num_attention_heads":8,"intermediate_size":65536,"num_hidden_layers":500,"vocab_size":60000}""");
        File.Copy(Path.Combine(Masked, "model.safetensors"), folder.Path("model.safetensors"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<InvalidDataException>(() => BertModel.FromPretrained(folder.FullName));

        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("allowMissing", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Fact]
    public void Missing_tensors_of_the_body_are_all_listed()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var weights = SafeTensors.Load(Path.Combine(Masked, "model.safetensors"));
        string[] gone = ["bert.encoder.layer.0.output.dense.bias", "bert.encoder.layer.1.attention.self.key.weight"];
        File.Copy(Path.Combine(Masked, "config.json"), folder.Path("config.json"));
        SafeTensors.Save(folder.Path("model.safetensors"), weights.Where(pair => !gone.Contains(pair.Key)));

        var error = Assert.Throws<InvalidDataException>(() => BertForMaskedLM.FromPretrained(folder.FullName));
        Assert.All(gone, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));

        using var model = BertForMaskedLM.FromPretrained(folder.FullName, allowMissing: true);
        Assert.Equal(2, model.LoadReport!.Missing.Count);
        Assert.All(Fixture.Floats(model.get_parameter(gone[0])!), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Old_names_missing_prefixes_and_tied_duplicates_are_understood()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var weights = SafeTensors.Load(Path.Combine(Masked, "model.safetensors"));
        var old = weights.ToDictionary(
            pair => pair.Key.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal),
            pair => pair.Value);
        old["cls.predictions.decoder.weight"] = weights["bert.embeddings.word_embeddings.weight"];
        old["cls.predictions.decoder.bias"] = weights["cls.predictions.bias"];
        old.Remove("cls.predictions.bias");
        File.Copy(Path.Combine(Masked, "config.json"), folder.Path("config.json"));
        SafeTensors.Save(folder.Path("model.safetensors"), old);

        using var model = BertForMaskedLM.FromPretrained(folder.FullName);
        using var reference = BertForMaskedLM.FromPretrained(Masked);

        Assert.True(model.LoadReport!.IsExact, model.LoadReport.ToString());
        Assert.All(model.parameters().Zip(reference.parameters()), pair => Assert.Equal(Fixture.Floats(pair.Second), Fixture.Floats(pair.First)));
    }

    [Fact]
    public void A_body_loads_from_a_checkpoint_with_a_head_and_the_other_way_round()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();

        using var body = BertModel.FromPretrained(Fixture.Path("hf", "BertForSequenceClassification"));
        body.SavePretrained(folder.Path("body"));
        using var classifier = BertForSequenceClassification.FromPretrained(folder.Path("body"));

        Assert.Empty(body.LoadReport!.NewlyInitialized);
        Assert.Equal(["classifier.weight [2, 32]", "classifier.bias [2]"], classifier.LoadReport!.NewlyInitialized);
        Assert.Empty(classifier.LoadReport.Unexpected);
        Assert.Equal(Fixture.Floats(body.WordEmbeddings), Fixture.Floats(((BertModel)classifier.Encoder).WordEmbeddings));
    }

    [Fact]
    public void Sharded_weights_load_like_whole_ones()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var weights = SafeTensors.Load(Path.Combine(Masked, "model.safetensors"));
        var (first, second) = (weights.Take(20), weights.Skip(20));
        File.Copy(Path.Combine(Masked, "config.json"), folder.Path("config.json"));
        SafeTensors.Save(folder.Path("model-00001-of-00002.safetensors"), first);
        SafeTensors.Save(folder.Path("model-00002-of-00002.safetensors"), second);
        folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}}""");

        using var model = BertForMaskedLM.FromPretrained(folder.FullName);

        Assert.True(model.LoadReport!.IsExact, model.LoadReport.ToString());
    }

    [Fact]
    public void The_wrong_class_for_a_folder_is_told_the_right_one()
    {
        var error = Assert.Throws<InvalidDataException>(() => DistilBertForSequenceClassification.FromPretrained(Masked));

        Assert.Contains("'bert'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'distilbert'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BertForMaskedLM", typeof(BertModel), typeof(BertForMaskedLM))]
    [InlineData("DistilBertForSequenceClassification", typeof(DistilBertModel), typeof(DistilBertForMaskedLM))]
    [InlineData("RobertaModel", typeof(RobertaModel), typeof(RobertaForMaskedLM))]
    public void The_auto_classes_pick_by_the_config(string fixture, Type body, Type masked)
    {
        using var scope = NewDisposeScope();
        var folder = Fixture.Path("hf", fixture);

        Assert.IsType(body, AutoModel.FromPretrained(folder));
        Assert.IsType(masked, AutoModelForMaskedLM.FromPretrained(folder));
    }

    [Fact]
    public void An_architecture_without_a_classifier_here_is_named()
    {
        var error = Assert.Throws<NotSupportedException>(() => AutoModelForSequenceClassification.FromPretrained(Fixture.Path("hf", "GPT2LMHeadModel")));

        Assert.Contains("'gpt2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_as_float16_halves_the_file_and_says_so_in_the_config()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = BertForMaskedLM.FromPretrained(Masked);

        model.SavePretrained(folder.Path("half"), float16);
        using var again = BertForMaskedLM.FromPretrained(folder.Path("half"));

        Assert.Equal("float16", again.Config.TorchDtype);
        Assert.InRange(new FileInfo(folder.Path("half/model.safetensors")).Length, 2 * model.NumParameters(), 2 * model.NumParameters() + 8_192);
        foreach (var (before, after) in model.parameters().Zip(again.parameters()))
            Assert.Equal(Fixture.Floats(before).Select(value => (float)(Half)value), Fixture.Floats(after));
    }

    [Fact]
    public void Saving_into_a_folder_leaves_its_other_files()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        folder.Write("model/vocab.txt", "[PAD]");
        using var model = BertForMaskedLM.FromPretrained(Masked);

        model.SavePretrained(folder.Path("model"));
        model.SavePretrained(folder.Path("model"));

        Assert.Equal("[PAD]", File.ReadAllText(folder.Path("model/vocab.txt")));
        Assert.Equal([folder.Path("model")], Directory.GetDirectories(folder.FullName));
        Assert.Equal([folder.Path("model/vocab.txt")], ModelFolder.Open(folder.Path("model")).TokenizerFiles);
    }
}
