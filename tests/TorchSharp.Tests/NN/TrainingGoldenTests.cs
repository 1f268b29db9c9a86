using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>Twenty training steps of a small DistilBERT, step by step, against PyTorch 1.13.1 (tests/fixtures/train).</summary>
public sealed class TrainingGoldenTests
{
    private const int Steps = 20;

    private static readonly JsonElement Expected = Golden.Json("train", "distilbert_training.json");

    private static readonly Dictionary<string, Func<TinyDistilBert, (OptimizerHelper, optim.lr_scheduler.LRScheduler?)>> Settings = new()
    {
        ["adamw_linear"] = model => Linear(optim.AdamW(model.parameters(), 1e-3, weight_decay: 0.01)),
        ["adamw_hf_groups_clip"] = model => Linear(optim.AdamW(
        [
            new AdamW.ParamGroup(model.named_parameters().Where(entry => Decays(entry.name)).Select(entry => entry.parameter)) { Options = new() { weight_decay = 0.01 } },
            new AdamW.ParamGroup(model.named_parameters().Where(entry => !Decays(entry.name)).Select(entry => entry.parameter)) { Options = new() { weight_decay = 0 } },
        ], 1e-3)),
        ["nadam_steplr"] = model => Step(optim.NAdam(model.parameters(), 1e-3)),
        ["nadam_wd_steplr"] = model => Step(optim.NAdam(model.parameters(), 1e-3, weight_decay: WeightDecay("nadam_wd_steplr"))),
        ["sgd_momentum"] = model => (optim.SGD(model.parameters(), 1e-2, momentum: 0.9), null),
        ["sgd_nesterov_wd"] = model => Exponential(optim.SGD(
            model.parameters(), 1e-2, momentum: 0.9, weight_decay: WeightDecay("sgd_nesterov_wd"), nesterov: true)),
        ["adam_l2_cosine"] = model => Cosine(optim.Adam(model.parameters(), 1e-3, weight_decay: WeightDecay("adam_l2_cosine"))),
    };

    public static TheoryData<string> Names => new(Settings.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_follows_pytorch(string name)
    {
        var run = Expected.GetProperty("runs").GetProperty(name);
        using var model = new TinyDistilBert();
        model.load_state_dict(Golden.Safetensors("hf", "DistilBertForSequenceClassification", "model.safetensors"));
        model.eval();
        var (optimizer, scheduler) = Settings[name](model);
        double? clip = run.GetProperty("settings").TryGetProperty("max_grad_norm", out var max) && max.ValueKind == JsonValueKind.Number ? max.GetDouble() : null;
        JsonElement[] batches = [.. Expected.GetProperty("batches").EnumerateArray()];

        for (int step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            double At(string key) => Golden.Number(run.GetProperty(key)[step]);
            Assert.Equal(At("lr_used_at_step"), optimizer.ParamGroups.First().LearningRate, 1e-9);

            var loss = Loss(model, batches[step % batches.Length]);
            Assert.Equal(At("train_loss_before_step"), loss.item<float>(), 1e-5);
            optimizer.zero_grad();
            loss.backward();
            double norm = nn.utils.clip_grad_norm_(model.parameters(), clip ?? double.PositiveInfinity);
            Assert.Equal(At("grad_l2_norm_before_clip"), norm, 2e-5 * (1 + norm));
            optimizer.step();
            if (optimizer is NAdam old) OldNAdam.Correct(old);
            scheduler?.step();
            using (no_grad()) Assert.Equal(At("eval_loss_after_step"), Loss(model, Expected.GetProperty("eval_batch")).item<float>(), 1e-5);
        }

        foreach (var (key, expected) in Golden.Safetensors("train", $"final_{name}.safetensors"))
            if (!key.EndsWith("k_lin.bias", StringComparison.Ordinal) && model.get_parameter(key) is { } parameter)
                Golden.AssertClose(expected, parameter, 1e-5, key);
    }

    private static Tensor Loss(TinyDistilBert model, JsonElement batch)
    {
        Tensor Part(string key) => Golden.Tensor(batch.GetProperty(key));
        return nn.functional.cross_entropy(model.call(Part("input_ids"), Part("attention_mask")), Part("labels"));
    }

    private static bool Decays(string name)
        => !name.EndsWith(".bias", StringComparison.Ordinal) && !name.Contains("LayerNorm", StringComparison.Ordinal) && !name.Contains("layer_norm", StringComparison.Ordinal);

    private static double WeightDecay(string name) => Expected.GetProperty("runs").GetProperty(name).GetProperty("settings").GetProperty("weight_decay").GetDouble();

    private static (OptimizerHelper, optim.lr_scheduler.LRScheduler?) Linear(OptimizerHelper optimizer)
        => (optimizer, optim.lr_scheduler.LambdaLR(optimizer, step => step < 4 ? step / 4.0 : Math.Max(0, (Steps - step) / (double)(Steps - 4))));

    private static (OptimizerHelper, optim.lr_scheduler.LRScheduler?) Step(OptimizerHelper optimizer) => (optimizer, optim.lr_scheduler.StepLR(optimizer, 5, 0.95));

    private static (OptimizerHelper, optim.lr_scheduler.LRScheduler?) Exponential(OptimizerHelper optimizer) => (optimizer, optim.lr_scheduler.ExponentialLR(optimizer, 0.9));

    private static (OptimizerHelper, optim.lr_scheduler.LRScheduler?) Cosine(OptimizerHelper optimizer) => (optimizer, optim.lr_scheduler.CosineAnnealingLR(optimizer, Steps, 1e-5));
}
