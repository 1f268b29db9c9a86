using TransferLearning.Lessons;
using TransferLearning.Training;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson08Tests
{
    private static readonly TrainingArguments s_right = new()
    {
        OutputDir = "runs/mine",
        EvalStrategy = IntervalStrategy.Steps,
        EvalSteps = 20,
        SaveSteps = 20,
        LoadBestModelAtEnd = true,
        MetricForBestModel = "accuracy",
        SaveTotalLimit = 2,
        WarmupRatio = 0.1,
    };

    // The single losses are lowest at 1e-5, the smoothed ones at 1e-3.
    private static readonly LearningRateSearch s_search = new(
        [new(1e-6, 0.7, 0.7), new(1e-5, 0.2, 0.65), new(1e-4, 0.5, 0.6), new(1e-3, 0.4, 0.5), new(1e-2, 3, 1.2)]);

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [Lesson08.CheckSteps(1000, 16, 2, 3, null), Lesson08.CheckArguments(null), Lesson08.CheckSuggestedRate(s_search, null), Lesson08.CheckGoalCallback(0.8, null)],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Theory]
    [InlineData(96, ExerciseStatus.Right, "32 examples")]
    [InlineData(32, ExerciseStatus.Wrong, "one epoch")]
    [InlineData(189, ExerciseStatus.Wrong, "every 2 of them")]
    [InlineData(63, ExerciseStatus.Wrong, "batches in one epoch")]
    [InlineData(93, ExerciseStatus.Wrong, "Round up")]
    [InlineData(3000, ExerciseStatus.Wrong, "examples seen")]
    [InlineData(5, ExerciseStatus.Wrong, "5 is not it")]
    public void Steps_are_told_from_what_is_like_them(int answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson08.CheckSteps(1000, 16, 2, 3, answer), status, message);

    [Fact]
    public void Right_settings_are_right() => AssertResult(Lesson08.CheckArguments(s_right), ExerciseStatus.Right, "cannot be lost");

    [Fact]
    public void The_first_wrong_setting_is_named()
    {
        void Wrong(TrainingArguments answer, string message) => AssertResult(Lesson08.CheckArguments(answer), ExerciseStatus.Wrong, message);
        Wrong(s_right with { OutputDir = null }, "OutputDir");
        Wrong(s_right with { EvalStrategy = IntervalStrategy.Epoch }, "EvalStrategy is Epoch");
        Wrong(s_right with { EvalSteps = 10 }, "EvalSteps is 10");
        Wrong(s_right with { SaveSteps = 500 }, "nobody kept");
        Wrong(s_right with { LoadBestModelAtEnd = false }, "ends with its last model");
        Wrong(s_right with { MetricForBestModel = "loss" }, "MetricForBestModel is 'loss'");
        Wrong(s_right with { SaveTotalLimit = null }, "keeps all checkpoints");
        Wrong(s_right with { WarmupRatio = 0, WarmupSteps = 10 }, "WarmupRatio is 0 and WarmupSteps 10");
        Wrong(s_right with { LearningRate = -1 }, "LearningRate is -1");
    }

    [Theory]
    [InlineData(1e-4, ExerciseStatus.Right, "room to spare")]
    [InlineData(1e-3, ExerciseStatus.Wrong, "take a tenth")]
    [InlineData(1e-2, ExerciseStatus.Wrong, "last point")]
    [InlineData(0.5, ExerciseStatus.Wrong, "lowest loss itself")]
    [InlineData(3e-5, ExerciseStatus.Wrong, "is not it")]
    public void A_rate_is_told_from_what_is_like_it(double answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson08.CheckSuggestedRate(s_search, answer), status, message);

    [Fact]
    public void A_rate_by_single_batches_is_named_as_such() => AssertResult(Lesson08.CheckSuggestedRate(s_search, 1e-6), ExerciseStatus.Wrong, "single batches");

    [Fact]
    public void A_search_that_suggests_nothing_is_no_exercise() =>
        Assert.Throws<ArgumentException>(() => Lesson08.CheckSuggestedRate(new([new(1e-6, 0.7, 0.7)]), 1e-6));

    [Fact]
    public void A_callback_that_stops_at_its_goal_is_right() => AssertResult(Lesson08.CheckGoalCallback(0.8, new Goal(accuracy => accuracy >= 0.8)), ExerciseStatus.Right, "Ten lines");

    [Fact]
    public void Other_callbacks_are_told_when_they_act_wrongly()
    {
        AssertResult(Lesson08.CheckGoalCallback(0.8, new Goal(_ => false)), ExerciseStatus.Wrong, "accuracy 0.80 it goes on");
        AssertResult(Lesson08.CheckGoalCallback(0.8, new Goal(accuracy => accuracy > 0.8)), ExerciseStatus.Wrong, ">= and not >");
        AssertResult(Lesson08.CheckGoalCallback(0.8, new Goal(_ => true)), ExerciseStatus.Wrong, "accuracy 0.70 it stops, though the goal is 0.80");
        AssertResult(Lesson08.CheckGoalCallback(0.8, new Hasty()), ExerciseStatus.Wrong, "before anything was evaluated");
    }

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    private sealed class Goal(Func<double, bool> stops) : TrainerCallback
    {
        public override void OnEvaluate(TrainerState state, EvaluationMetrics metrics, TrainerControl control) => control.ShouldTrainingStop = stops(metrics.Accuracy);
    }

    private sealed class Hasty : TrainerCallback
    {
        public override void OnStepEnd(TrainerState state, TrainerControl control) => control.ShouldTrainingStop = true;
    }
}
