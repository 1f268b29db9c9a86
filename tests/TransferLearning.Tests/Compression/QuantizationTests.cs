using TransferLearning.Compression;
using TransferLearning.Hub;
using TransferLearning.Inference;
using TransferLearning.Inference.Kernels;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Inference;
using TransferLearning.Tests.Training;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Compression;

public sealed class QuantizationTests
{
    private static readonly int[] s_lengths = [3, 40, 17, 1];

    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert-custom-head")]
    [InlineData("roberta")]
    public void A_quantized_model_answers_nearly_as_the_one_it_was_made_from(string name)
    {
        using var model = ToyEncoders.Create(name);
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();
        Quantization.Quantize(folder.FullName, output.FullName);
        using var quantized = EncoderRuntime.Load(output.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);

        var expected = ToyEncoders.Expected(model, ids, [], s_lengths);
        var actual = Score(quantized, ids);

        Assert.Equal("int8", quantized.Precision);
        var spread = expected.Max() - expected.Min();
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - (0.1f * spread), expected[i] + (0.1f * spread));
    }

    [Fact]
    public void Its_folder_is_about_a_quarter_of_the_size_and_says_what_it_holds()
    {
        using var model = ToyEncoders.Create("bert", width: 120, intermediate: 480);
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();

        var result = Quantization.Quantize(folder.FullName, output.FullName);

        Assert.InRange((double)result.BytesAfter / result.BytesBefore, 0.25, 0.36);
        var config = PretrainedConfig.Read<BertConfig>(ModelFolder.Open(output.FullName));
        Assert.Equal((QuantizationMethod.Dynamic, 8, true), (config.Quantization!.Method, config.Quantization.Bits, config.Quantization.Embeddings));
    }

    [Fact]
    public void The_model_class_loads_it_as_numbers_that_are_at_most_half_a_step_off()
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();
        Quantization.Quantize(folder.FullName, output.FullName);

        using var loaded = AutoModelForSequenceClassification.FromPretrained(output.FullName);

        var before = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        var changed = 0;
        foreach (var (name, parameter) in loaded.named_parameters())
        {
            var (wanted, found) = (Fixture.Floats(before[name]), Fixture.Floats(parameter));
            if (parameter.dim() != 2)
            {
                Assert.Equal(wanted, found);
                continue;
            }

            var columns = (int)parameter.shape[1];
            for (var row = 0; row < parameter.shape[0]; row++)
            {
                var largest = wanted.Skip(row * columns).Take(columns).Max(Math.Abs);
                for (var i = row * columns; i < (row + 1) * columns; i++) Assert.InRange(found[i], wanted[i] - (largest / 253), wanted[i] + (largest / 253));
            }

            if (!wanted.SequenceEqual(found)) changed++;
        }

        Assert.True(loaded.LoadReport!.IsExact);
        Assert.Null(loaded.Config.Quantization);
        Assert.Equal(13, changed);
    }

    [Theory]
    [MemberData(nameof(AllInstructions))]
    public void Every_kind_of_instructions_gives_the_same_answers(int instructions)
    {
        Assert.SkipUnless(Int8Linear.IsSupported((Int8Linear.Instructions)instructions), "This machine has no such instructions.");
        using var model = ToyEncoders.Create("bert", width: 70, heads: 5, intermediate: 131);
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();
        Quantization.Quantize(folder.FullName, output.FullName);
        using var runtime = EncoderRuntime.Load(output.FullName);
        var ids = ToyEncoders.Tokens(s_lengths);
        var before = Int8Linear.InUse;
        try
        {
            Int8Linear.InUse = Int8Linear.Instructions.Scalar;
            var expected = Score(runtime, ids);
            Int8Linear.InUse = (Int8Linear.Instructions)instructions;
            Assert.Equal(expected, Score(runtime, ids));
        }
        finally
        {
            Int8Linear.InUse = before;
        }
    }

    public static TheoryData<int> AllInstructions => [.. Enum.GetValues<Int8Linear.Instructions>().Select(instructions => (int)instructions)];

    [Fact]
    public void Extreme_bytes_do_not_overflow_any_instructions_sums()
    {
        // All weights of the largest size with alternating signs, and all inputs of the largest size: the largest sums there can be.
        const int inputs = 64;
        var weights = Enumerable.Range(0, 12 * inputs).Select(i => (i / inputs) % 2 == 0 ? 1f : -1f).ToArray();
        using var linear = Int8Linear.Pack(inputs, 12, (0, new FloatWeights(12, inputs, weights, new float[12]).Quantize()));
        using var workspace = new Workspace();
        var x = workspace.Take(Workspace.Slot.Hidden, inputs, 20);
        var y = workspace.Take(Workspace.Slot.Inner, 12, 20);
        for (var f = 0; f < inputs; f++)
        {
            for (var token = 0; token < 20; token++) x[f, token] = token % 2 == 0 ? 3 : -3;
        }

        foreach (var instructions in Enum.GetValues<Int8Linear.Instructions>().Where(Int8Linear.IsSupported))
        {
            var before = Int8Linear.InUse;
            Int8Linear.InUse = instructions;
            linear.Run(x, y, default, workspace);
            Int8Linear.InUse = before;
            for (var o = 0; o < 12; o++)
            {
                for (var token = 0; token < 20; token++) Assert.Equal((o + token) % 2 == 0 ? 192 : -192, y[o, token], 3);
            }
        }
    }

    [Fact]
    public void Static_quantization_stores_the_ranges_that_it_measured_and_runs_by_them()
    {
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();
        string[] texts = [.. ToyReviews.Texts(40, 5).Select(example => example.Text)];

        Quantization.Quantize(folder.FullName, output.FullName, new() { Method = QuantizationMethod.Static, CalibrationTexts = texts });

        using var file = SafeTensorsFile.Open(Path.Combine(output.FullName, ModelFolder.WeightsFile));
        Assert.InRange(file.ReadSingles("bert.encoder.layer.0.intermediate.dense.input_range")[0], 0.1f, 100);
        using var original = EncoderRuntime.Load(folder.FullName);
        using var quantized = EncoderRuntime.Load(output.FullName);
        var (wanted, found) = (original.Predict(texts), quantized.Predict(texts));
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First.Logits[0] - pair.First.Logits[1], pair.Second.Logits[0] - pair.Second.Logits[1], 0.15));
    }

    [Fact]
    public void A_tolerance_keeps_the_layers_in_floating_point_whose_quantizing_costs_too_much()
    {
        // Labels by the model's own scores, most of them close to the border, so that small changes cost accuracy; none may be lost.
        using var model = ToyReviews.Bert();
        using var folder = ToyEncoders.Save(model);
        using var output = new TemporaryFolder();
        using var runtime = EncoderRuntime.Load(folder.FullName);
        var texts = ToyReviews.Texts(400, 5).Select(example => example.Text).Distinct().ToList();
        var differences = runtime.Predict(texts).Select(prediction => prediction.Logits[1] - prediction.Logits[0]).ToList();
        var data = new TransferLearning.Data.Dataset(texts.Select((text, i) => new TransferLearning.Data.Example(text, differences[i] > 0 ? 1 : 0)), ["negative", "positive"]);

        var result = Quantization.Quantize(folder.FullName, output.FullName, new() { Tolerance = new(data, 0) });

        Assert.Equal(1, result.AccuracyBefore);
        Assert.True(result.AccuracyAfter == 1 || result.Config.KeptInFloat.Count > 0);
        Assert.Equal(result.Config.KeptInFloat, PretrainedConfig.Read<BertConfig>(ModelFolder.Open(output.FullName)).Quantization!.KeptInFloat);
        using var loaded = EncoderRuntime.Load(output.FullName);
        Assert.Equal(result.AccuracyAfter!.Value, loaded.Predict(texts).Zip(data).Count(pair => pair.First.Label == data.LabelNames[pair.Second.Label]) / (double)data.Count, 10);
    }

    [Fact]
    public void A_model_that_is_quantized_already_is_refused()
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);
        using var once = new TemporaryFolder();
        using var twice = new TemporaryFolder();
        Quantization.Quantize(folder.FullName, once.FullName);

        Assert.Contains("is quantized already", Assert.Throws<InvalidDataException>(() => Quantization.Quantize(once.FullName, twice.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Static_quantization_without_texts_is_an_error_that_asks_for_them()
    {
        using var model = ToyEncoders.Create("bert");
        using var folder = ToyEncoders.Save(model);

        Assert.Contains("CalibrationTexts", Assert.Throws<ArgumentException>(() => Quantization.Quantize(folder.FullName, folder.FullName, new() { Method = QuantizationMethod.Static })).Message, StringComparison.Ordinal);
    }

    private static float[] Score(EncoderRuntime runtime, int[] ids)
    {
        var logits = new float[s_lengths.Length * runtime.Labels.Count];
        runtime.Score(ids, [], s_lengths, logits);
        return logits;
    }
}
