using System.Globalization;
using TorchSharp;
using TransferLearning.Charts;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>A step of a search for a learning rate.</summary>
/// <param name="LearningRate">The step's learning rate.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="SmoothedLoss">The running mean of the losses.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);

/// <summary>What a search for a learning rate found.</summary>
/// <param name="Points">The steps, by rising learning rate, up to where the loss ran away.</param>
public sealed record LearningRateSearch(IReadOnlyList<LearningRatePoint> Points)
{
    /// <summary>
    /// A tenth of the learning rate with the lowest smoothed loss: at that rate itself the loss is about to rise again. <see langword="null"/>
    /// when the loss never fell.
    /// </summary>
    public double? Suggestion
    {
        get
        {
            var lowest = Points.MinBy(point => point.SmoothedLoss);
            return lowest is null || lowest == Points[0] ? null : lowest.LearningRate / 10;
        }
    }

    /// <summary>The loss over the learning rate, which runs in powers of ten, and the suggested rate as a line upwards.</summary>
    /// <exception cref="InvalidOperationException">The search has no point: the loss was no number from the first step on.</exception>
    public Figure ToFigure(string title = "Looking for a learning rate")
    {
        if (Points.Count == 0) throw new InvalidOperationException("The search has nothing to draw: the loss was no number from its first step on. Begin with a lower rate.");
        double[] rates = [.. Points.Select(point => point.LearningRate)];
        double[] smoothed = [.. Points.Select(point => point.SmoothedLoss)];
        List<LineSeries> series = [new("running mean", rates, smoothed), new("loss of each batch", rates, [.. Points.Select(point => point.Loss)])];
        if (Suggestion is { } suggestion) series.Add(new("suggestion", [suggestion, suggestion], [smoothed.Min(), smoothed.Max()]));
        var figure = Figures.Lines(title, "learning rate", "loss", series);
        var powers = Enumerable.Range((int)Math.Floor(Math.Log10(rates[0])), 1 + (int)Math.Ceiling(Math.Log10(rates[^1] / rates[0]))).ToArray();
        figure.Layout.xaxis.type = "log";
        figure.Layout.xaxis.tickvals = powers.Select(power => Math.Pow(10, power)).ToArray();
        figure.Layout.xaxis.ticktext = powers.Select(power => string.Create(CultureInfo.InvariantCulture, $"1e{power}")).ToArray();
        return figure;
    }
}

/// <summary>
/// Looks for a learning rate: trains with one that rises from step to step, and watches where the loss falls and where it
/// runs away (Smith 2017, "Cyclical Learning Rates for Training Neural Networks"). The model ends as it began.
/// </summary>
public static class LearningRateFinder
{
    private const double Memory = 0.9;
    private const double RunawayFactor = 4;

    /// <summary>Runs the search.</summary>
    /// <param name="model">The classifier; its weights are put back.</param>
    /// <param name="dataset">What to train on.</param>
    /// <param name="arguments">Batch size, optimizer and the like; the learning rate and the number of steps are the search's own.</param>
    /// <param name="lowest">The first learning rate, above 0.</param>
    /// <param name="highest">The last one, above the first.</param>
    /// <param name="steps">The number of steps, at least 3.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the weights are put back.</exception>
    public static LearningRateSearch Run(
        SequenceClassificationModel model,
        TokenizedDataset dataset,
        TrainingArguments? arguments = null,
        double lowest = 1e-7,
        double highest = 1,
        int steps = 100,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 3);
        arguments = (arguments ?? new TrainingArguments()) with { LearningRate = highest, MaxSteps = steps };
        arguments.Validate();

        using var scope = torch.NewDisposeScope();
        var before = model.named_parameters().Select(pair => (pair.parameter, Values: pair.parameter.detach().clone())).ToList();
        try
        {
            return new LearningRateSearch([.. Points(model, dataset, arguments, lowest, cancellationToken)]);
        }
        finally
        {
            using var noGrad = torch.no_grad();
            foreach (var (parameter, values) in before) parameter.copy_(values);
            model.eval();
        }
    }

    private static IEnumerable<LearningRatePoint> Points(
        SequenceClassificationModel model, TokenizedDataset dataset, TrainingArguments arguments, double lowest, CancellationToken cancellationToken)
    {
        var plan = new TrainingPlan(dataset, arguments);
        var collator = new DataCollatorWithPadding(dataset.PadTokenId, fixedLength: arguments.PadToLength);
        using var optimizer = new OptimizerStep(model, ClassificationObjective.For(dataset, arguments), arguments);
        var (mean, best, step) = (0.0, double.PositiveInfinity, 0);
        foreach (var batches in plan.StepsFrom(0).Take(plan.MaxSteps))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var factor = Math.Pow(lowest / arguments.LearningRate, 1 - (step / (plan.MaxSteps - 1.0)));
            if (Loss(batches, factor) is not { } loss) yield break;

            // The mean starts at 0, which is corrected for as Adam does.
            mean = (Memory * mean) + ((1 - Memory) * loss);
            step++;
            var smoothed = mean / (1 - Math.Pow(Memory, step));
            if (smoothed > RunawayFactor * best) yield break;
            best = Math.Min(best, smoothed);
            yield return new LearningRatePoint(arguments.LearningRate * factor, loss, smoothed);
        }

        double? Loss(int[][] batches, double factor)
        {
            try
            {
                return optimizer.Run([.. batches.Select(indices => new StepBatch(indices, collator.Pad([.. indices.Select(index => dataset[index])])))], step, factor);
            }
            catch (NotFiniteNumberException)
            {
                // The loss has run away for good: that is what the search was to find out.
                return null;
            }
        }
    }
}
