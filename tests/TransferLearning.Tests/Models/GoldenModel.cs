using System.Text.Json;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

/// <summary>One of the tiny checkpoints from Hugging Face, run by our class of the same name.</summary>
/// <param name="Name">The class and the fixture's folder.</param>
/// <param name="Model">The model.</param>
/// <param name="Run">Runs it on a case's inputs: with hidden states and attentions, step by step; or without, which takes the fused attention.</param>
internal sealed record GoldenModel(string Name, PreTrainedModel Model, Func<JsonElement, bool, Outputs> Run)
{
    public JsonElement Expected { get; } = Fixture.Json("hf", Name, "expected.json");

    public static GoldenModel Load(string name, string? folder = null)
    {
        folder ??= Fixture.Path("hf", name);
        switch (name)
        {
            case "BertForSequenceClassification" or "DistilBertForSequenceClassification" or "RobertaForSequenceClassification":
                var classifier = AutoModelForSequenceClassification.FromPretrained(folder);
                return new(name, classifier, (inputs, details) =>
                {
                    var output = classifier.forward(Ids(inputs), Mask(inputs), Types(inputs), Labels(inputs), outputHiddenStates: details, outputAttentions: details);
                    return new(output.Loss, Named(("logits", output.Logits)), output);
                });
            case "BertForMaskedLM":
                var masked = BertForMaskedLM.FromPretrained(folder);
                return new(name, masked, (inputs, details) =>
                {
                    var output = masked.forward(Ids(inputs), Mask(inputs), Types(inputs), Labels(inputs), outputHiddenStates: details, outputAttentions: details);
                    return new(output.Loss, Named(("logits", output.Logits)), output);
                });
            case "BertForPreTraining":
                var pretraining = BertForPreTraining.FromPretrained(folder);
                return new(name, pretraining, (inputs, details) =>
                {
                    var output = pretraining.forward(Ids(inputs), Mask(inputs), Types(inputs), Labels(inputs), Fixture.Tensor(inputs, "next_sentence_label"), outputHiddenStates: details, outputAttentions: details);
                    return new(output.Loss, Named(("prediction_logits", output.PredictionLogits), ("seq_relationship_logits", output.SeqRelationshipLogits)), output);
                });
            case "GPT2LMHeadModel":
                var gpt2 = Gpt2LMHeadModel.FromPretrained(folder);
                return new(name, gpt2, (inputs, details) =>
                {
                    var output = gpt2.forward(Ids(inputs), Mask(inputs), labels: Labels(inputs), outputHiddenStates: details, outputAttentions: details);
                    return new(output.Loss, Named(("logits", output.Logits)), output);
                });
            case "RobertaModel":
                var roberta = RobertaModel.FromPretrained(folder);
                return new(name, roberta, (inputs, details) =>
                {
                    var output = roberta.forward(Ids(inputs), Mask(inputs), Types(inputs), outputHiddenStates: details, outputAttentions: details);
                    // The class has no loss: expected.json says which one was made up for its gradients.
                    var loss = output.LastHiddenState.pow(2).mean() + output.PoolerOutput!.sum();
                    return new(loss, Named(("last_hidden_state", output.LastHiddenState), ("pooler_output", output.PoolerOutput!)), output);
                });
            default:
                throw new ArgumentException($"There is no fixture for {name}.", nameof(name));
        }
    }

    private static Tensor Ids(JsonElement inputs) => Fixture.Tensor(inputs.GetProperty("input_ids"));

    private static Tensor? Mask(JsonElement inputs) => Fixture.Tensor(inputs, "attention_mask");

    private static Tensor? Types(JsonElement inputs) => Fixture.Tensor(inputs, "token_type_ids");

    private static Tensor? Labels(JsonElement inputs) => Fixture.Tensor(inputs, "labels");

    private static Dictionary<string, Tensor> Named(params (string Name, Tensor Value)[] tensors) => tensors.ToDictionary(pair => pair.Name, pair => pair.Value);
}

/// <summary>What a run gave: the loss, the class's own outputs by Hugging Face's names, and the rest.</summary>
internal sealed record Outputs(Tensor? Loss, Dictionary<string, Tensor> Named, ModelOutput All);
