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
    public void The_factor_rises_over_the_warm_up_and_then_follows_its_type(SchedulerType type, int step, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule(type, warmupSteps: 10, totalSteps: 100).Factor(step), 9);

    [Fact]
    public void Beyond_the_last_step_the_rate_stays_at_zero() =>
        Assert.Equal(0, new LearningRateSchedule(SchedulerType.Linear, 0, 10).Factor(12));
}
