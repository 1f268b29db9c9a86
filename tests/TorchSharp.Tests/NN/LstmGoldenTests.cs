using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Tests.NN;

/// <summary>Recurrent networks against PyTorch 1.13.1 (tests/fixtures/lstm).</summary>
public sealed class LstmGoldenTests
{
    private const double Tolerance = 5e-6;

    private static readonly JsonElement Expected = Golden.Json("lstm", "expected.json");

    [Fact]
    public void Padded_sequences_give_pytorchs_states_loss_and_gradients()
    {
        var json = Expected.GetProperty("padded_not_packed");
        using var model = Model();
        var (output, hidden, memory, logits) = model.Read(Input(json, "x"), null);
        Check(json, model, output, hidden, memory, logits, "grads_padded.safetensors");
    }

    [Fact]
    public void Packed_sequences_give_pytorchs_states_loss_and_gradients()
    {
        var json = Expected.GetProperty("packed");
        using var model = Model();
        var (output, hidden, memory, logits) = model.Read(Input(json, "x"), Input(json, "lengths"));
        Check(json, model, output, hidden, memory, logits, "grads_packed.safetensors");
    }

    [Fact]
    public void Twenty_steps_of_nadam_with_a_step_schedule_follow_pytorchs()
    {
        var json = Expected.GetProperty("training_nadam_steplr_packed");
        var inputs = Expected.GetProperty("packed");
        using var model = Model();
        var optimizer = optim.NAdam(model.parameters(), lr: 1e-3);
        var scheduler = optim.lr_scheduler.StepLR(optimizer, 5, 0.95);

        foreach (var expected in json.GetProperty("train_loss_before_step").EnumerateArray())
        {
            var loss = nn.functional.binary_cross_entropy_with_logits(model.Read(Input(inputs, "x"), Input(inputs, "lengths")).Logits, Input(inputs, "y"));
            Assert.Equal(Golden.Number(expected), loss.item<float>(), 2e-6);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            OldNAdam.Correct(optimizer);
            scheduler.step();
        }
        foreach (var parameter in json.GetProperty("final_params").EnumerateObject())
        {
            double[] values = Golden.Values(model.get_parameter(parameter.Name)!);
            Assert.Equal(parameter.Value.GetProperty("probe").GetDouble(), values.Select((value, i) => value * Math.Sin(i + 1)).Sum(), 2e-4);
            Assert.Equal(parameter.Value.GetProperty("l2").GetDouble(), Math.Sqrt(values.Sum(value => value * value)), 2e-5);
        }
    }

    [Fact]
    public void Two_layers_give_pytorchs_states_and_gradients()
    {
        var module = nn.LSTM(5, 3, numLayers: 2, batchFirst: true);
        var json = Load("lstm_2layer", module, out var x);
        var (output, hidden, memory) = module.call(x);
        Golden.AssertClose(Golden.Tensor(json.GetProperty("c_n")), memory, Tolerance, "c_n");
        CheckSmall(json, module, x, output, hidden);
    }

    [Theory]
    [InlineData("gru", false)]
    [InlineData("gru_bidirectional", true)]
    public void Gated_recurrent_units_give_pytorchs_states_and_gradients(string name, bool bidirectional)
    {
        var module = nn.GRU(5, 3, batchFirst: true, bidirectional: bidirectional);
        var json = Load(name, module, out var x);
        var (output, hidden) = module.call(x);
        CheckSmall(json, module, x, output, hidden);
    }

    private static void Check(JsonElement json, Classifier model, Tensor output, Tensor hidden, Tensor memory, Tensor logits, string gradients)
    {
        Golden.AssertClose(Golden.Tensor(json.GetProperty("lstm_output")), output, Tolerance, "output");
        Golden.AssertClose(Golden.Tensor(json.GetProperty("h_n")), hidden, Tolerance, "h_n");
        Golden.AssertClose(Golden.Tensor(json.GetProperty("c_n")), memory, Tolerance, "c_n");
        Golden.AssertClose(Golden.Tensor(json.GetProperty("logits")), logits, Tolerance, "logits");
        var loss = nn.functional.binary_cross_entropy_with_logits(logits, Input(json, "y"));
        Golden.AssertClose(Golden.Tensor(json.GetProperty("loss")), loss, Tolerance, "loss");
        loss.backward();
        foreach (var (name, expected) in Golden.Safetensors("lstm", gradients))
            Golden.AssertClose(expected, model.get_parameter(name)!.grad, Tolerance, $"gradient of {name}");
    }

    private static void CheckSmall(JsonElement json, nn.Module module, Tensor x, Tensor output, Tensor hidden)
    {
        Golden.AssertClose(Golden.Tensor(json.GetProperty("output")), output, Tolerance, "output");
        Golden.AssertClose(Golden.Tensor(json.GetProperty("h_n")), hidden, Tolerance, "h_n");
        (output * Golden.Tensor(json.GetProperty("upstream"))).sum().backward();
        Golden.AssertClose(Golden.Tensor(json.GetProperty("grad_x")), x.grad, Tolerance, "gradient of x");
        foreach (var grad in json.GetProperty("grads").EnumerateObject())
            Golden.AssertClose(Golden.Tensor(grad.Value), module.get_parameter(grad.Name)!.grad, Tolerance, $"gradient of {grad.Name}");
    }

    private static JsonElement Load(string name, nn.Module module, out Tensor x)
    {
        var json = Expected.GetProperty("small_modules").GetProperty(name);
        module.load_state_dict(json.GetProperty("params").EnumerateObject().ToDictionary(entry => entry.Name, entry => Golden.Tensor(entry.Value)));
        x = Golden.Tensor(json.GetProperty("x")).requires_grad_();
        return json;
    }

    private static Tensor Input(JsonElement json, string name) => Golden.Tensor(json.GetProperty("inputs").GetProperty(name));

    private static Classifier Model()
    {
        var model = new Classifier();
        model.load_state_dict(Golden.Safetensors("lstm", "model.safetensors"));
        return model;
    }

    /// <summary>Embedding, bidirectional LSTM, a linear layer on the two final states: as one writes it with the real package.</summary>
    private sealed class Classifier : nn.Module
    {
        private readonly Embedding embedding = nn.Embedding(60, 50, padding_idx: 0);
        private readonly LSTM lstm = nn.LSTM(50, 16, batchFirst: true, bidirectional: true);
        private readonly Linear fc = nn.Linear(32, 1);

        public Classifier()
            : base(nameof(Classifier))
            => RegisterComponents();

        public (Tensor Output, Tensor Hidden, Tensor Memory, Tensor Logits) Read(Tensor x, Tensor? lengths)
        {
            var embedded = embedding.call(x);
            Tensor output, hidden, memory;
            if (lengths is null)
            {
                (output, hidden, memory) = lstm.call(embedded);
            }
            else
            {
                using var packed = pack_padded_sequence(embedded, lengths, batch_first: true, enforce_sorted: false);
                (var packedOutput, hidden, memory) = lstm.call(packed);
                (output, _) = pad_packed_sequence(packedOutput, batch_first: true);
            }
            return (output, hidden, memory, fc.call(cat([hidden[0], hidden[1]], 1)).squeeze(-1));
        }
    }
}
