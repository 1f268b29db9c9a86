using TransferLearning.Charts.Drawing;

namespace TransferLearning.Tests.Charts;

public class DrawingTests
{
    private static readonly Rgb s_white = Rgb.Parse("#FFFFFF");
    private static readonly Rgb s_darkPage = Rgb.Parse("#1E1E1E");

    [Fact]
    public void Every_series_colour_has_a_contrast_of_three_to_one_on_light_and_dark_pages() =>
        Assert.All(Palette.Colors, color =>
        {
            Assert.InRange(Rgb.Contrast(Rgb.Parse(color), s_white), 3, 21);
            Assert.InRange(Rgb.Contrast(Rgb.Parse(color), s_darkPage), 3, 21);
        });

    [Theory]
    [InlineData("#000000", "#FFFFFF", 21)]
    [InlineData("#777777", "#FFFFFF", 4.48)] // the example of the WCAG 2 techniques, G18
    public void Contrast_follows_wcag(string first, string second, double expected) =>
        Assert.Equal(expected, Rgb.Contrast(Rgb.Parse(first), Rgb.Parse(second)), 0.01);

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 100, "0 20 40 60 80 100")]
    [InlineData(-3, 7, "-2 0 2 4 6")]
    [InlineData(0, 60000, "0 10,000 20,000 30,000 40,000 50,000 60,000")]
    [InlineData(0, 1e-4, "0 2e-5 4e-5 6e-5 8e-5 1e-4")]
    public void Linear_ticks_are_round_numbers_inside_the_range(double min, double max, string expected) =>
        Assert.Equal(expected, string.Join(' ', TickChoice.Linear(min, max, 6, null).Select(tick => tick.Label)));

    [Theory]
    [InlineData(1, 1000, "1 2 5 10 20 50 100 200 500 1000")]
    [InlineData(0.5, 3, "0.5 1 2")]
    [InlineData(1, 1e5, "1 10 100 1000 10,000 100,000")]
    public void Logarithmic_ticks_are_powers_and_over_few_of_them_halves_and_fifths(double min, double max, string expected) =>
        Assert.Equal(expected, string.Join(' ', TickChoice.Logarithmic(min, max, null).Select(tick => tick.Label)));

    [Theory]
    [InlineData(0.123, ".1%", "12.3%")]
    [InlineData(0.5, ".0%", "50%")]
    [InlineData(1234.5, ",.1f", "1,234.5")]
    [InlineData(1234.0, ",d", "1,234")]
    [InlineData(0.00012, ".1e", "1.2e-4")]
    public void Plotlys_tick_formats_are_understood(double value, string format, string expected) => Assert.Equal(expected, TickLabel.Of(value, format));

    [Fact]
    public void Ticks_never_leave_the_range_and_are_neither_few_nor_many()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 500; trial++)
        {
            var min = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7));
            var max = min + (random.NextDouble() * Math.Pow(10, random.Next(-6, 7))) + (Math.Abs(min) * 1e-6);
            var ticks = TickChoice.Linear(min, max, 6, null);

            Assert.InRange(ticks.Count, 2, 13);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, min - ((max - min) * 1e-6), max + ((max - min) * 1e-6)));
        }
    }

    [Fact]
    public void Box_summaries_follow_plotlys_quartiles_and_tukeys_whiskers()
    {
        // 1…8: the quartiles at 8·¼ − ½ = 1.5 and 8·¾ − ½ = 5.5 places after the first value.
        var box = BoxSummary.Of(0, [8, 7, 6, 5, 4, 3, 2, 1, 100]);

        Assert.Equal((5, 1, 8), (box.Median, box.Low, box.High));
        Assert.Equal([100], box.Outliers);
        Assert.Equal((2.5, 6.5), (BoxSummary.Of(0, [1, 2, 3, 4, 5, 6, 7, 8]).LowerQuartile, BoxSummary.Of(0, [1, 2, 3, 4, 5, 6, 7, 8]).UpperQuartile));
    }

    [Fact]
    public void Thinning_keeps_the_extremes_of_every_pixel_column()
    {
        var random = new Random(3);
        var points = Enumerable.Range(0, 50_000).Select(index => (X: index / 100.0, Y: random.NextDouble())).ToList();

        var thin = LineThinning.Thin(points);

        Assert.InRange(thin.Count, 500, 2000);
        foreach (var column in points.GroupBy(point => Math.Floor(point.X)))
        {
            var kept = thin.Where(point => Math.Floor(point.X) == column.Key).Select(point => point.Y).ToList();
            Assert.Equal((column.Min(point => point.Y), column.Max(point => point.Y)), (kept.Min(), kept.Max()));
        }
    }

    [Fact]
    public void Long_texts_are_shortened_to_fit_and_short_ones_kept()
    {
        Assert.Equal("short", TextMeasure.Fit("short", 12, 100));
        var fitted = TextMeasure.Fit("an unreasonably long category name", 12, 100);

        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.InRange(TextMeasure.Width(fitted, 12), 50, 100);
    }
}
