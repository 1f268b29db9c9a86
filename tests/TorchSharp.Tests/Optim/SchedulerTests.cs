using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests.Optim;

/// <summary>Learning rates step by step. The expected numbers are the schedules' definitions, worked out by hand.</summary>
public sealed class SchedulerTests
{
    [Fact]
    public void Step_schedules_change_at_their_steps()
    {
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], Rates(optimizer => lr_scheduler.StepLR(optimizer, 2, 0.5), 5));
        Assert.Equal([1, 0.1, 0.1, 0.01, 0.01], Rates(optimizer => lr_scheduler.MultiStepLR(optimizer, [1, 3]), 5), Close);
        Assert.Equal([1, 0.5, 0.25, 0.125], Rates(optimizer => lr_scheduler.ExponentialLR(optimizer, 0.5), 4));
        Assert.Equal([0.25, 0.25, 1, 1], Rates(optimizer => lr_scheduler.ConstantLR(optimizer, 0.25, 2), 4));
    }

    [Fact]
    public void Linear_and_cosine_schedules_go_between_their_ends()
    {
        Assert.Equal([0.5, 0.625, 0.75, 0.875, 1, 1], Rates(optimizer => lr_scheduler.LinearLR(optimizer, 0.5, 1, 4), 6), Close);
        Assert.Equal([1, 0.8535533906, 0.5, 0.1464466094, 0, 0.1464466094], Rates(optimizer => lr_scheduler.CosineAnnealingLR(optimizer, 4), 6), Close);
        Assert.Equal([0, 0.25, 0.5, 0.75], Rates(optimizer => lr_scheduler.LambdaLR(optimizer, step => step / 4.0), 4));
    }

    [Fact]
    public void One_schedule_follows_the_other()
        => Assert.Equal(
            [0.5, 0.75, 1, 0.1, 0.01],
            Rates(optimizer => lr_scheduler.SequentialLR(optimizer, [lr_scheduler.LinearLR(optimizer, 0.5, 1, 2), lr_scheduler.ExponentialLR(optimizer, 0.1)], [2]), 5), Close);

    [Fact]
    public void The_cycle_goes_up_and_down_and_the_momentum_the_other_way()
    {
        var x = nn.Parameter(ones(1));
        using var optimizer = SGD([x], 1, momentum: 0.9);
        var scheduler = lr_scheduler.OneCycleLR(optimizer, 1, total_steps: 10, pct_start: 0.5, anneal_strategy: lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear, div_factor: 5, final_div_factor: 2);
        var rates = new List<double>();
        var momenta = new List<double>();
        for (int i = 0; i < 10; i++)
        {
            rates.Add(optimizer.ParamGroups.First().LearningRate);
            momenta.Add(((IMomentum)optimizer.ParamGroups.First()).Momentum);
            optimizer.step();
            scheduler.step();
        }
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 0.82, 0.64, 0.46, 0.28, 0.1], rates, Close);
        Assert.Equal([0.95, 0.925, 0.9, 0.875, 0.85, 0.87, 0.89, 0.91, 0.93, 0.95], momenta, Close);
        Assert.Throws<InvalidOperationException>(() => scheduler.step());
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_the_patience_and_waits_for_the_cooldown()
    {
        var x = nn.Parameter(ones(1));
        using var optimizer = SGD([x], 1);
        var scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1, cooldown: 2, min_lr: [0.2]);
        var rates = new List<double>();
        foreach (double loss in new[] { 1, 0.9, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.5, 0.6, 0.6, 0.6 })
        {
            scheduler.step(loss);
            rates.Add(optimizer.ParamGroups.First().LearningRate);
        }
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.2], rates, Close);
        Assert.Throws<InvalidOperationException>(() => scheduler.step());
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, mode: "best"));
    }

    [Fact]
    public void Every_group_keeps_its_own_rate()
    {
        Parameter a = nn.Parameter(ones(1)), b = nn.Parameter(ones(1));
        using var optimizer = AdamW([new AdamW.ParamGroup([a]) { Options = new() { LearningRate = 1 } }, new AdamW.ParamGroup([b]) { Options = new() { LearningRate = 4 } }]);
        var scheduler = lr_scheduler.ExponentialLR(optimizer, 0.5);
        scheduler.step();
        Assert.Equal([0.5, 2], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.5, 2], scheduler.get_last_lr());
        scheduler.step(3);
        Assert.Equal([0.125, 0.5], scheduler.get_last_lr());
    }

    private static double[] Rates(Func<Optimizer, lr_scheduler.LRScheduler> schedule, int steps)
    {
        using var optimizer = SGD([nn.Parameter(ones(1))], 1);
        var scheduler = schedule(optimizer);
        var rates = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            rates[i] = optimizer.ParamGroups.First().LearningRate;
            optimizer.step();
            scheduler.step();
        }
        return rates;
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-9;
}
