using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using OneCycle = TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace TorchSharp.Tests.Optim;

/// <summary>Optimizers and schedules with options beyond their defaults, step by step against PyTorch 1.13.1 (tests/fixtures/ops/training.py).</summary>
public sealed class OptimizerGoldenTests
{
    private static readonly JsonElement s_golden = NN.Golden.Json("ops", "training.json");

    private static readonly Dictionary<string, Func<Parameter[], Optimizer>> s_optimizers = new()
    {
        ["sgd"] = p => SGD(p, 0.1),
        ["sgd_dampened"] = p => SGD(p, 0.1, momentum: 0.9, dampening: 0.3, weight_decay: 0.1),
        ["sgd_nesterov_maximize"] = p => SGD(p, 0.01, momentum: 0.9, nesterov: true, maximize: true),
        ["adam"] = p => Adam(p, 0.1),
        ["adam_amsgrad_decay"] = p => Adam(p, 0.1, 0.8, 0.9, 1e-3, 0.2, amsgrad: true),
        ["adamw"] = p => AdamW(p, 0.1, weight_decay: 0.2),
        ["adamw_amsgrad_maximize"] = p => AdamW(p, 0.1, 0.8, 0.9, weight_decay: 0.01, amsgrad: true, maximize: true),
        ["rmsprop"] = p => RMSProp(p, 0.1),
        ["rmsprop_centered"] = p => RMSProp(p, 0.1, alpha: 0.8, momentum: 0.5, centered: true, weight_decay: 0.1),
        ["adagrad"] = p => Adagrad(p, 0.5, lr_decay: 0.1, weight_decay: 0.1, initial_accumulator_value: 0.2),
    };

    private static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>> s_schedules = new()
    {
        ["step"] = o => lr_scheduler.StepLR(o, 3, 0.5),
        ["multi_step"] = o => lr_scheduler.MultiStepLR(o, [2, 5, 6], 0.3),
        ["lambda"] = o => lr_scheduler.LambdaLR(o, step => 1.0 / (step + 1)),
        ["exponential"] = o => lr_scheduler.ExponentialLR(o, 0.9),
        ["constant"] = o => lr_scheduler.ConstantLR(o, 0.25, 4),
        ["linear"] = o => lr_scheduler.LinearLR(o, 0.2, 0.8, 7),
        ["cosine"] = o => lr_scheduler.CosineAnnealingLR(o, 5, eta_min: 0.1),
        ["one_cycle"] = o => lr_scheduler.OneCycleLR(o, 2.0, total_steps: 13),
        ["one_cycle_three_phases"] = o => lr_scheduler.OneCycleLR(o, 2.0, epochs: 2, steps_per_epoch: 8, pct_start: 0.25, anneal_strategy: OneCycle.AnnealStrategy.Linear, three_phase: true),
        ["sequential"] = o => lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, 0.1, 1, 4), lr_scheduler.CosineAnnealingLR(o, 8)], [4]),
    };

    public static TheoryData<string> Optimizers => [.. s_golden.GetProperty("optimizers").EnumerateObject().Select(entry => entry.Name)];

    public static TheoryData<string> Schedules => [.. s_golden.GetProperty("schedules").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_takes_pytorchs_steps(string name)
    {
        using var parameter = new Parameter(tensor(new[] { 1f, -2, 3 }));
        using var optimizer = s_optimizers[name]([parameter]);
        var steps = s_golden.GetProperty("optimizers").GetProperty(name);
        for (var step = 0; step < steps.GetArrayLength(); step++)
        {
            var values = parameter.data<float>().ToArray();
            parameter.grad = tensor(values.Select((value, i) => (float)((2 * value * (1 + (0.1 * step))) - (0.5 * i))).ToArray());
            optimizer.step();
            AssertClose(steps[step], [.. parameter.data<float>().Select(value => (double)value)], 1e-5, $"step {step}");
        }
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedule_gives_pytorchs_rates(string name)
    {
        using var optimizer = SGD([new Parameter(zeros(1))], 0.8, momentum: 0.9);
        var schedule = s_schedules[name](optimizer);
        foreach (var expected in s_golden.GetProperty("schedules").GetProperty(name).EnumerateArray())
        {
            var group = optimizer.ParamGroups.First();
            AssertClose(expected, [group.LearningRate, ((IMomentum)group).Momentum], 1e-9, "rate and momentum");
            optimizer.step();
            schedule.step();
        }
    }

    private static void AssertClose(JsonElement expected, double[] actual, double tolerance, string what)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            var wanted = expected[i].GetDouble();
            Assert.True(Math.Abs(wanted - actual[i]) <= tolerance * (1 + Math.Abs(wanted)), $"{what}: {actual[i]}, expected {wanted}");
        }
    }
}
