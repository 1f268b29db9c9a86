using System.Globalization;
using TransferLearning.Charts.Drawing;
using XPlot.Plotly;

namespace TransferLearning.Charts;

/// <content>Charts of training runs and their results.</content>
public static partial class Figures
{
    /// <summary>Draws the loss over the steps of a training run; the training loss thin as logged and bold as a running mean.</summary>
    /// <param name="training">The training loss by step (or epoch).</param>
    /// <param name="validation">The validation loss by step, if there is one.</param>
    /// <param name="title">The text above the chart.</param>
    /// <param name="xTitle">What the steps count.</param>
    /// <exception cref="ArgumentException"><paramref name="training"/> is empty.</exception>
    public static Figure LossCurve(
        IEnumerable<(double Step, double Loss)> training,
        IEnumerable<(double Step, double Loss)>? validation = null,
        string title = "Loss",
        string xTitle = "step")
    {
        ArgumentNullException.ThrowIfNull(training);
        var points = training.ToList();
        if (points.Count == 0)
        {
            throw new ArgumentException("There is no loss to draw: the run logged nothing. Log at least once, or train for more steps.", nameof(training));
        }

        var steps = points.Select(point => point.Step).ToArray();
        var losses = points.Select(point => point.Loss).ToArray();
        var window = Math.Max(1, points.Count / 25);
        var traces = new List<Trace>();
        if (window > 1)
        {
            traces.Add(new Scatter
            {
                x = steps,
                y = losses,
                mode = "lines",
                opacity = 0.35,
                line = new Line { color = Palette.Color(0), width = 1 },
                hoverinfo = "skip",
                showlegend = false,
            });
        }

        traces.Add(new Scatter
        {
            name = window > 1 ? $"training (mean of {window})" : "training",
            x = steps,
            y = RunningMean(losses, window),
            mode = points.Count < 20 ? "lines+markers" : "lines",
            line = new Line { color = Palette.Color(0), width = 2 },
            marker = new Marker { color = Palette.Color(0), symbol = Palette.Symbol(0), size = 7 },
        });
        if (validation?.ToList() is { Count: > 0 } held)
        {
            traces.Add(new Scatter
            {
                name = "validation",
                x = held.Select(point => point.Step).ToArray(),
                y = held.Select(point => point.Loss).ToArray(),
                mode = "lines+markers",
                line = new Line { color = Palette.Color(1), width = 2, dash = Palette.Dash(1) },
                marker = new Marker { color = Palette.Color(1), symbol = Palette.Symbol(1), size = 8 },
            });
        }

        return new Figure(traces, LayoutOf(title, xTitle, "loss"));
    }

    /// <summary>
    /// Draws how a measure grows with the number of training examples, one curve for each way of training: the mean over
    /// the runs, and a band from the worst to the best run.
    /// </summary>
    /// <param name="runs">One entry for each run: the way, the number of examples (above 0), the measure.</param>
    /// <param name="title">The text above the chart.</param>
    /// <param name="measure">What was measured.</param>
    /// <param name="isShare">Whether the measure is a share of one, shown in per cent.</param>
    /// <exception cref="ArgumentException">There is no run, or one with no examples.</exception>
    public static Figure LearningCurves(
        IEnumerable<(string Way, int Examples, double Value)> runs,
        string title = "What more examples buy",
        string measure = "accuracy",
        bool isShare = true)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var all = runs.ToList();
        if (all.Count == 0)
        {
            throw new ArgumentException("There is no run to draw.", nameof(runs));
        }

        if (all.FirstOrDefault(run => run.Examples <= 0) is { Way: not null } bad)
        {
            throw new ArgumentException($"'{bad.Way}' has a run with {bad.Examples} examples; the axis is logarithmic and needs at least 1.", nameof(runs));
        }

        var series = all.GroupBy(run => run.Way).Select(way =>
        {
            var sizes = way.GroupBy(run => run.Examples, run => run.Value).OrderBy(size => size.Key).ToList();
            return new LineSeries(way.Key, [.. sizes.Select(size => (double)size.Key)], [.. sizes.Select(size => size.Average())])
            {
                Lower = [.. sizes.Select(size => size.Min())],
                Upper = [.. sizes.Select(size => size.Max())],
                HasMarkers = true,
            };
        });
        var examples = all.Select(run => run.Examples).Distinct().Order().ToArray();
        var layout = LayoutOf(title, "training examples", measure);
        layout.xaxis.type = "log";
        layout.xaxis.tickvals = examples;
        layout.xaxis.ticktext = examples.Select(size => size.ToString("#,0", CultureInfo.InvariantCulture)).ToArray();
        if (isShare)
        {
            layout.yaxis.tickformat = ".0%";
        }

        return new Figure(series.SelectMany(LineTraces), layout);
    }

    /// <summary>The mean of each value and up to half a window of its neighbours on either side.</summary>
    private static double[] RunningMean(double[] values, int window)
    {
        var half = window / 2;
        return [.. values.Select((_, index) =>
        {
            var (first, last) = (Math.Max(index - half, 0), Math.Min(index + half, values.Length - 1));
            return values[first..(last + 1)].Average();
        })];
    }
}
