using System.Globalization;
using TransferLearning.Training;
using static System.FormattableString;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 08's exercises.</summary>
public static class Lesson08
{
    /// <summary>Exercise 1: the optimizer steps of a training.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="batchSize">Examples in a batch.</param>
    /// <param name="accumulation">Batches whose gradients are added up for one step.</param>
    /// <param name="epochs">Passes over the examples.</param>
    /// <param name="answer">The student's number of steps.</param>
    public static ExerciseResult CheckSteps(int examples, int batchSize, int accumulation, int epochs, int? answer)
    {
        const string name = "Exercise 1";
        if (answer is not { } steps)
            return ExerciseResult.NotDone(name, "Replace null by the number of optimizer steps.");

        var batches = DivideUp(examples, batchSize);
        var right = DivideUp(batches, accumulation) * epochs;
        return steps == right ? ExerciseResult.Right(name, $"Each step sees {batchSize * accumulation} examples, though only {batchSize} are in memory at a time.")
            : ExerciseResult.Wrong(name,
                steps == DivideUp(batches, accumulation) ? $"That is one epoch, and there are {epochs}."
                : steps == batches * epochs ? $"That is the number of batches. One step is made for every {accumulation} of them."
                : steps == batches ? "That is the number of batches in one epoch."
                : steps == examples / batchSize / accumulation * epochs ? "Nearly: the last batch of an epoch, and the last step, may be smaller than the others, but it is there. Round up."
                : steps == examples * epochs ? "That is the number of examples seen."
                : $"{steps} is not it: first the batches of an epoch, then the steps that they make, then all epochs.");
    }

    /// <summary>Exercise 2: settings that evaluate and save every 20 steps, end with the most accurate model, and keep few checkpoints.</summary>
    /// <param name="answer">The student's settings.</param>
    public static ExerciseResult CheckArguments(TrainingArguments? answer)
    {
        const string name = "Exercise 2";
        const int interval = 20;
        if (answer is null)
            return ExerciseResult.NotDone(name, "Replace null by new TrainingArguments { … }.");

        var problem =
            answer.OutputDir is null ? "OutputDir is not set: without a folder nothing is saved."
            : answer.EvalStrategy != IntervalStrategy.Steps ? $"EvalStrategy is {answer.EvalStrategy}, so it is not evaluated by steps."
            : answer.EvalSteps != interval ? $"EvalSteps is {answer.EvalSteps}; evaluations every {interval} steps are asked for."
            : answer.SaveStrategy != IntervalStrategy.Steps || answer.SaveSteps != interval ? $"It is saved by {answer.SaveStrategy} ({answer.SaveSteps}). Save at the same times as it is evaluated, or the best model may be one that nobody kept."
            : !answer.LoadBestModelAtEnd ? "LoadBestModelAtEnd is false, so the training ends with its last model."
            : answer.MetricForBestModel != "accuracy" ? $"MetricForBestModel is '{answer.MetricForBestModel}'; the best accuracy is asked for."
            : answer.SaveTotalLimit is not 2 ? $"SaveTotalLimit is {answer.SaveTotalLimit?.ToString(CultureInfo.InvariantCulture) ?? "not set, which keeps all checkpoints"}; 2 are asked for."
            : answer.WarmupRatio is not 0.1 || answer.WarmupSteps != 0 ? Invariant($"WarmupRatio is {answer.WarmupRatio} and WarmupSteps {answer.WarmupSteps}; a tenth of the steps is asked for, however many these are.")
            : Refusal(answer);
        return problem is null ? ExerciseResult.Right(name, "However few checkpoints are kept, the best one is among them: it cannot be lost.") : ExerciseResult.Wrong(name, problem);
    }

    /// <summary>Exercise 3: the rate that a learning-rate search suggests.</summary>
    /// <param name="search">The search.</param>
    /// <param name="answer">The student's rate.</param>
    public static ExerciseResult CheckSuggestedRate(LearningRateSearch search, double? answer)
    {
        ArgumentNullException.ThrowIfNull(search);
        const string name = "Exercise 3";
        if (search.Suggestion is not { } suggestion)
            throw new ArgumentException("The loss of this search never fell, so it suggests no rate.", nameof(search));
        if (answer is not { } rate)
            return ExerciseResult.NotDone(name, "Replace null by the rate that the rule gives.");

        bool Is(double other) => Math.Abs(rate - other) <= 1e-3 * other;
        return Is(suggestion) ? ExerciseResult.Right(name, "A tenth of the rate where the loss turns: fast, and with room to spare.")
            : ExerciseResult.Wrong(name,
                Is(suggestion * 10) ? "That is the rate with the lowest loss. There it is about to run away: take a tenth of it."
                : Is(search.Points.MinBy(point => point.Loss)!.LearningRate / 10) ? "You went by the loss of single batches, which jumps. Go by the smoothed one."
                : Is(search.Points[^1].LearningRate) || Is(search.Points[^1].LearningRate / 10) ? "You went by the last point. There the loss has run away already."
                : Is(search.Points[0].LearningRate) ? "That is the first rate: so small that nothing moves."
                : Is(search.Points.Min(point => point.SmoothedLoss)) ? "That is the lowest loss itself. Which rate had it?"
                : Invariant($"{rate:g3} is not it: find the point with the lowest smoothed loss, and take a tenth of its rate."));
    }

    /// <summary>Exercise 4: a callback that ends the training as soon as an evaluation reaches a goal. It is called as a trainer would call it.</summary>
    /// <param name="goal">The accuracy to reach, in (0, 1).</param>
    /// <param name="callback">The student's callback.</param>
    public static ExerciseResult CheckGoalCallback(double goal, TrainerCallback? callback)
    {
        const string name = "Exercise 4";
        if (callback is null)
            return ExerciseResult.NotDone(name, "Fill in OnEvaluate, and replace null by a callback.");

        foreach (var (accuracy, stops) in new[] { (goal - 0.1, false), (goal - 0.01, false), (goal, true), (goal + 0.05, true) })
        {
            var control = new TrainerControl();
            var state = new TrainerState { MaxSteps = 100, Seed = 1, GlobalStep = 10 };
            callback.OnTrainBegin(state, control);
            callback.OnStepEnd(state, control);
            if (control.ShouldTrainingStop)
                return ExerciseResult.Wrong(name, "It stops the training after a step, before anything was evaluated. Ask in OnEvaluate.");
            callback.OnEvaluate(state, MetricsOf(accuracy), control);
            if (control.ShouldTrainingStop == stops) continue;
            return ExerciseResult.Wrong(name, Invariant($"After an evaluation with accuracy {accuracy:0.00} ") + (stops
                ? "it goes on. Set control.ShouldTrainingStop to true; to reach the goal is enough, it need not be passed (>= and not >)."
                : Invariant($"it stops, though the goal is {goal:0.00}.")));
        }

        return ExerciseResult.Right(name, "Ten lines of yours inside the trainer, and no line of the trainer changed.");
    }

    /// <summary>An evaluation of a thousand examples with a given accuracy.</summary>
    private static EvaluationMetrics MetricsOf(double accuracy)
    {
        const int examples = 1000;
        var right = (int)Math.Round(accuracy * examples);
        int[] labels = [.. Enumerable.Range(0, examples).Select(i => i % 2)];
        int[] predictions = [.. labels.Select((label, i) => i < right ? label : 1 - label)];
        return new EvaluationMetrics(0.5, new ClassificationReport(labels, predictions, ["negative", "positive"]), 1);
    }

    /// <summary>Why the settings do not go together; null if they do.</summary>
    private static string? Refusal(TrainingArguments arguments)
    {
        try
        {
            arguments.Validate();
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }

    private static int DivideUp(int number, int by) => (number + by - 1) / by;
}
