using TorchSharp;
using TransferLearning.Models;
using static Benchmarks.SideBySide.Inputs;
using static TorchSharp.torch;

namespace Benchmarks.SideBySide;

/// <summary>The course library's classifiers, saved to a folder that PyTorch's side opens.</summary>
internal sealed class ModelWorkloads : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("side-by-side-");

    public ModelWorkloads()
    {
        manual_seed(1);
        using var distilBert = new DistilBertForSequenceClassification(new DistilBertConfig());
        distilBert.SavePretrained(DistilBert);
        using var bert = new BertForSequenceClassification(
            new BertConfig { VocabSize = 8192, HiddenSize = 256, NumHiddenLayers = 4, NumAttentionHeads = 4, IntermediateSize = 1024 });
        bert.SavePretrained(Bert);
    }

    private string DistilBert => Path.Combine(_folder.FullName, "distilbert");

    private string Bert => Path.Combine(_folder.FullName, "bert");

    /// <summary>The workload whose scaling and peak memory have targets of their own.</summary>
    public Workload DistilBertStep => new("DistilBERT training step 8 × 128", $"model-step {DistilBert} 8 128", 0.90, () => Step(DistilBert, 8, 128));

    public IEnumerable<Workload> All() =>
    [
        DistilBertStep,
        new("small BERT training step 32 × 64", $"model-step {Bert} 32 64", 0.80, () => Step(Bert, 32, 64)),
        new("DistilBERT forward 8 × 128", $"model-forward {DistilBert} 8 128", 0.95, () => Forward(DistilBert, 8, 128)) { Tolerance = 1e-3 },
        new("DistilBERT forward 1 × 16", $"model-forward {DistilBert} 1 16", 0.65, () => Forward(DistilBert, 1, 16)) { Tolerance = 1e-3 },
        new("small BERT forward 32 × 128", $"model-forward {Bert} 32 128", 0.85, () => Forward(Bert, 32, 128)) { Tolerance = 1e-3 },
        new("small BERT forward 1 × 16", $"model-forward {Bert} 1 16", 0.50, () => Forward(Bert, 1, 16)) { Tolerance = 1e-3 },
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A training step of the model in a folder. Results are its loss and the norm of its gradients without dropout, which would differ.</summary>
    public static Case Step(string folder, long batch, long tokens)
    {
        var model = Open(folder);
        Tensor ids = TokenIds(batch, tokens, 8000), mask = AttentionMask(batch, tokens), labels = arange(batch) % 2;
        var optimizer = optim.AdamW(model.parameters(), 1e-5, weight_decay: 0.01);

        Tensor Gradients()
        {
            model.zero_grad();
            var loss = model.forward(ids, mask, labels: labels).Loss!;
            loss.backward();
            return loss;
        }

        void Run()
        {
            using var scope = NewDisposeScope();
            Gradients();
            optimizer.step();
        }

        Tensor[] Results()
        {
            model.eval();
            var loss = Gradients();
            model.train();
            return [loss, stack([.. model.parameters().Select(parameter => parameter.grad!.square().sum())]).sum().sqrt()];
        }

        model.train();
        return new(Run, Results);
    }

    private static Case Forward(string folder, long batch, long tokens)
    {
        var model = Open(folder);
        Tensor ids = TokenIds(batch, tokens, 8000), mask = AttentionMask(batch, tokens);
        model.eval();

        Tensor Logits()
        {
            using var mode = inference_mode();
            return model.forward(ids, mask).Logits;
        }

        return new(() => Logits().Dispose(), () => [Logits()]);
    }

    private static SequenceClassificationModel Open(string folder) => AutoModelForSequenceClassification.FromPretrained(folder);
}
