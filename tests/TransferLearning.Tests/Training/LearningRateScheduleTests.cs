using TorchSharp;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(SchedulerType.Linear, 0, 0.0)]
    [InlineData(SchedulerType.Linear, 5, 0.5)]
    [InlineData(SchedulerType.Linear, 10, 1.0)]
    [InlineData(SchedulerType.Linear, 55, 0.5)]
    [InlineData(SchedulerType.Linear, 100, 0.0)]
    [InlineData(SchedulerType.Cosine, 55, 0.5)]
    [InlineData(SchedulerType.Cosine, 32, 0.8596699001693255)] // (1 + cos(pi * 22 / 90)) / 2
    [InlineData(SchedulerType.ConstantWithWarmup, 5, 0.5)]
    [InlineData(SchedulerType.ConstantWithWarmup, 90, 1.0)]
    [InlineData(SchedulerType.Constant, 0, 1.0)]
    [InlineData(SchedulerType.Step, 5, 0.5)]
    [InlineData(SchedulerType.Step, 43, 1.0)] // a third of 100 steps, rounded up, after the warm-up
    [InlineData(SchedulerType.Step, 44, 0.1)]
    [InlineData(SchedulerType.Step, 99, 0.01)]
    public void The_factor_rises_over_the_warm_up_and_then_follows_its_type(SchedulerType type, int step, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule(type, warmupSteps: 10, totalSteps: 100).Factor(step), 9);

    [Fact]
    public void Beyond_the_last_step_the_rate_stays_at_zero() =>
        Assert.Equal(0, new LearningRateSchedule(SchedulerType.Linear, 0, 10).Factor(12));

    [Fact]
    public void A_step_schedule_falls_as_pytorchs_step_lr()
    {
        var schedule = new LearningRateSchedule(SchedulerType.Step, 0, 30, stepSize: 7, gamma: 0.5);
        using var optimizer = torch.optim.SGD([new TorchSharp.Modules.Parameter(torch.zeros(1))], 1);
        var reference = torch.optim.lr_scheduler.StepLR(optimizer, 7, 0.5);

        AssertFollows(schedule, optimizer, reference, 30);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(2000)]
    public void One_cycle_is_pytorchs_one_cycle_lr(int steps)
    {
        var schedule = new LearningRateSchedule(SchedulerType.OneCycle, 0, steps);
        using var optimizer = torch.optim.SGD([new TorchSharp.Modules.Parameter(torch.zeros(1))], 1);
        var reference = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1, total_steps: steps);

        AssertFollows(schedule, optimizer, reference, steps);
    }

    [Fact]
    public void The_warm_up_of_one_cycle_is_its_rise()
    {
        var schedule = new LearningRateSchedule(SchedulerType.OneCycle, 50, 100);

        Assert.Equal(1.0 / 25, schedule.Factor(0), 12);
        Assert.Equal(1, schedule.Factor(49), 12);
        Assert.Equal(1.0 / 250_000, schedule.Factor(99), 12);
    }

    private static void AssertFollows(LearningRateSchedule schedule, torch.optim.Optimizer optimizer, torch.optim.lr_scheduler.LRScheduler reference, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Assert.Equal(optimizer.ParamGroups.First().LearningRate, schedule.Factor(step), 9);
            optimizer.step();
            if (step + 1 < steps) reference.step();
        }
    }
}
