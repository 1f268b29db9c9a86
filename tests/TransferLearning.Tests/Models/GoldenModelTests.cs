using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

/// <summary>Agreement with Hugging Face's own code on PyTorch: see tests/fixtures/hf/README.md for versions and how the numbers were made.</summary>
public class GoldenModelTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Classes =>
        ["BertForSequenceClassification", "BertForMaskedLM", "BertForPreTraining", "DistilBertForSequenceClassification", "RobertaForSequenceClassification", "RobertaModel", "GPT2LMHeadModel"];

    public static TheoryData<string, bool> ClassesBothWays =>
        [.. Classes.SelectMany(row => new[] { (row.Data, true), (row.Data, false) })];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Outputs_hidden_states_attentions_and_loss_agree_with_Hugging_Face(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var golden = GoldenModel.Load(name);

        var run = golden.Run(golden.Expected.GetProperty("inputs"), true);

        foreach (var output in golden.Expected.GetProperty("outputs").EnumerateObject())
        {
            var actual = output.Name.Split('_')[0] switch
            {
                "hidden" => run.All.HiddenStates![output.Name[^1] - '0'],
                "attentions" => run.All.Attentions![output.Name[^1] - '0'],
                _ => run.Named[output.Name],
            };
            Fixture.AssertClose(Fixture.Tensor(output.Value), actual, Tolerance, $"{name} {output.Name}");
        }

        Assert.Equal(golden.Expected.GetProperty("loss_f64").GetDouble(), run.Loss!.item<float>(), Tolerance);
    }

    [Theory]
    [MemberData(nameof(ClassesBothWays))]
    public void Gradients_agree_with_Hugging_Face(string name, bool stepByStep)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenModel.Load(name);
        var expected = SafeTensors.Load(Fixture.Path("hf", name, "grads.safetensors"));
        var facts = golden.Expected.GetProperty("grads");

        golden.Run(golden.Expected.GetProperty("inputs"), stepByStep).Loss!.backward();

        foreach (var (parameterName, parameter) in golden.Model.named_parameters())
        {
            var (wanted, found) = (Fixture.Floats(expected[parameterName]), Fixture.Floats(parameter.grad!));
            Assert.Equal(wanted.Length, found.Length);
            var difference = Math.Sqrt(wanted.Zip(found, (w, f) => Math.Pow((double)w - f, 2)).Sum());
            var size = Math.Sqrt(wanted.Sum(w => (double)w * w));

            // Some gradients are zero in exact arithmetic, so that only the size of the noise can be compared.
            var noiseOnly = facts.GetProperty(parameterName).GetProperty("rounding_noise_only").GetBoolean();
            var allowed = noiseOnly ? 1e-6 * Math.Sqrt(wanted.Length) : 1e-4 * size;
            Assert.True(difference <= allowed, $"{name} {parameterName}: the gradient differs by {difference:g3}, and its size is {size:g3}.");
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Parameters_have_Hugging_Faces_names_and_order(string name)
    {
        using var model = GoldenModel.Load(name).Model;
        var expected = GoldenModel.Load(name).Expected;

        Assert.Equal(expected.GetProperty("parameter_order").EnumerateArray().Select(parameter => parameter.GetString()), model.named_parameters().Select(pair => pair.name));
        Assert.Equal(expected.GetProperty("parameter_count").GetInt64(), model.NumParameters());
        Assert.True(model.LoadReport!.IsExact, model.LoadReport.ToString());
    }

    [Theory]
    [InlineData("BertForSequenceClassification", "no_mask_no_types", "full_length_64", "single_token", "holes_and_fully_masked_row")]
    [InlineData("BertForMaskedLM", "no_mask_no_types")]
    [InlineData("BertForPreTraining", "no_mask_no_types", "full_length_64", "single_token", "holes_and_fully_masked_row")]
    [InlineData("DistilBertForSequenceClassification", "no_mask_no_types", "full_length_64", "single_token", "holes_and_fully_masked_row")]
    [InlineData("RobertaForSequenceClassification", "no_mask", "full_length_64", "left_padded")]
    [InlineData("GPT2LMHeadModel", "no_mask")]
    [InlineData("RobertaModel", "no_mask", "full_length_64", "left_padded")]
    public void Unusual_inputs_agree_with_Hugging_Face(string name, params string[] cases)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var golden = GoldenModel.Load(name);
        foreach (var key in cases)
        {
            var expected = golden.Expected.GetProperty("extra_cases").GetProperty(key);
            var run = golden.Run(expected.GetProperty("inputs"), false);
            var compared = 0;
            foreach (var (output, actual) in run.Named)
            {
                if (Fixture.Tensor(expected, output) is not { } wanted) continue;
                Fixture.AssertClose(wanted, actual, Tolerance, $"{name} {key} {output}");
                compared++;
            }

            Assert.True(compared > 0, $"{key} compares nothing.");
        }
    }

    [Theory]
    [InlineData("model_fp16.safetensors", "weights_rounded_to_fp16_then_float32")]
    [InlineData("model_bf16.safetensors", "weights_rounded_to_bf16_then_float32")]
    public void Half_precision_files_load_into_float32_parameters(string file, string key)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var folder = new TemporaryFolder();
        const string Name = "DistilBertForSequenceClassification";
        File.Copy(Fixture.Path("hf", Name, "config.json"), folder.Path("config.json"));
        File.Copy(Fixture.Path("hf", Name, file), folder.Path("model.safetensors"));
        var golden = GoldenModel.Load(Name, folder.FullName);
        var expected = golden.Expected.GetProperty("extra_cases").GetProperty(key);

        var inputs = expected.GetProperty("inputs").ValueKind == System.Text.Json.JsonValueKind.Object ? expected.GetProperty("inputs") : golden.Expected.GetProperty("inputs");
        var run = golden.Run(inputs, false);

        Assert.All(golden.Model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
        Fixture.AssertClose(Fixture.Tensor(expected.GetProperty("logits")), run.Named["logits"], Tolerance, key);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_is_saved_loads_again_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var golden = GoldenModel.Load(name);

        golden.Model.SavePretrained(folder.Path("saved"));
        var again = GoldenModel.Load(name, folder.Path("saved"));

        Assert.True(again.Model.LoadReport!.IsExact, again.Model.LoadReport.ToString());
        foreach (var ((_, before), (parameterName, after)) in golden.Model.named_parameters().Zip(again.Model.named_parameters()))
            Assert.True(before.bytes.SequenceEqual(after.bytes), parameterName);
        Assert.Equal(golden.Model.Config.Labels, again.Model.Config.Labels);
        Assert.Equal(["README.md", "config.json", "model.safetensors"], Directory.GetFiles(folder.Path("saved")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("multi_label", "multi_label_classification")]
    [InlineData("regression_2_outputs", "regression")]
    public void The_problem_type_chooses_the_loss(string key, string problemType)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var golden = Fixture.Json("hf", "BertForSequenceClassification", "expected.json");
        var inputs = golden.GetProperty("inputs");
        var expected = golden.GetProperty("extra_cases").GetProperty(key);
        var model = BertForSequenceClassification.FromPretrained(Fixture.Path("hf", "BertForSequenceClassification"), configure: config => config with { ProblemType = problemType });

        var output = model.forward(
            Fixture.Tensor(inputs.GetProperty("input_ids")),
            Fixture.Tensor(inputs, "attention_mask"),
            Fixture.Tensor(inputs, "token_type_ids"),
            Fixture.Tensor(expected.GetProperty("labels")).to_type(ScalarType.Float32));

        Assert.Equal(Fixture.Tensor(expected.GetProperty("loss")).item<float>(), output.Loss!.item<float>(), Tolerance);
    }
}
