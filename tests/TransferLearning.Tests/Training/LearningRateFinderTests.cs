using TransferLearning.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class LearningRateFinderTests
{
    private static readonly TokenizedDataset Train = ToyReviews.Tokens(64, seed: 1);
    private static readonly TrainingArguments Arguments = new() { PerDeviceTrainBatchSize = 16 };

    [Fact]
    public void The_rates_rise_by_the_same_factor_and_the_suggestion_is_one_that_learns()
    {
        using var model = ToyReviews.Bert();

        var search = LearningRateFinder.Run(model, Train, Arguments, lowest: 1e-5, highest: 1, steps: 150);

        Assert.Equal(1e-5, search.Points[0].LearningRate, 12);
        var factors = search.Points.Zip(search.Points.Skip(1), (a, b) => b.LearningRate / a.LearningRate).ToList();
        Assert.All(factors, factor => Assert.Equal(factors[0], factor, 9));
        Assert.InRange(search.Suggestion!.Value, 1e-5, 5e-2);
        new Trainer(model, Arguments with { LearningRate = search.Suggestion.Value, NumTrainEpochs = 12 }, Train).Train();
        Assert.True(new Trainer(model).Evaluate(Train).Accuracy > 0.9, $"Learning rate {search.Suggestion:G3}: {new Trainer(model).Evaluate(Train)}");
    }

    [Fact]
    public void The_model_ends_as_it_began()
    {
        using var model = ToyReviews.Bert();
        var before = ToyReviews.Weights(model);

        LearningRateFinder.Run(model, Train, Arguments, steps: 5);

        Assert.Equal(before, ToyReviews.Weights(model));
    }

    [Fact]
    public void The_search_ends_where_the_loss_runs_away()
    {
        using var model = ToyReviews.Bert();

        var search = LearningRateFinder.Run(model, Train, Arguments with { Optim = OptimizerType.Sgd }, lowest: 1e-3, highest: 1e6, steps: 50);

        Assert.InRange(search.Points.Count, 3, 49);
    }

    [Fact]
    public void A_loss_that_only_rises_suggests_nothing() => Assert.Null(
        new LearningRateSearch([.. Enumerable.Range(1, 5).Select(i => new LearningRatePoint(Math.Pow(10, i - 6), i, i))]).Suggestion);

    [Fact]
    public void The_suggestion_is_a_tenth_of_the_rate_with_the_lowest_loss()
    {
        double[] losses = [1, 0.95, 0.9, 0.5, 0.45, 0.6, 2];

        var search = new LearningRateSearch([.. losses.Select((loss, i) => new LearningRatePoint(Math.Pow(10, i - 6), loss, loss))]);

        Assert.Equal(1e-3, search.Suggestion!.Value, 12); // the loss is lowest at 1e-2
    }

    [Fact]
    public void The_chart_has_the_rates_in_powers_of_ten_and_marks_the_suggestion()
    {
        double[] losses = [1, 0.9, 0.5, 0.6];
        var search = new LearningRateSearch([.. losses.Select((loss, i) => new LearningRatePoint(Math.Pow(10, i - 5), loss, loss))]);

        var figure = search.ToFigure();

        Assert.Equal("log", figure.Layout.xaxis.type);
        Assert.Contains("1e-4", figure.ToSvg(), StringComparison.Ordinal);
        Assert.Contains("suggestion", figure.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("suggestion", new LearningRateSearch([.. search.Points.Take(1)]).ToFigure().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_without_points_has_no_chart() =>
        Assert.Contains("Begin with a lower rate", Assert.Throws<InvalidOperationException>(() => new LearningRateSearch([]).ToFigure()).Message, StringComparison.Ordinal);
}
