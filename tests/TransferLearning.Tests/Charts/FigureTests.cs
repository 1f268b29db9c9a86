using System.Globalization;
using System.Xml.Linq;
using TransferLearning.Charts;
using XPlot.Plotly;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace TransferLearning.Tests.Charts;

public class FigureTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, Figure> EveryKind => new()
    {
        { "loss", Figures.LossCurve(Enumerable.Range(0, 100).Select(step => ((double)step, 1.0 / (step + 1))), [(50, 0.3), (99, 0.2)]) },
        { "learning", Figures.LearningCurves([("a", 100, 0.5), ("a", 100, 0.6), ("a", 500, 0.7), ("b", 100, 0.8), ("b", 500, 0.9)]) },
        { "bars", Figures.Bars("Bars", ["x", "y"], [new("a", [1, -2]) { Lower = [0.5, -3], Upper = [2, -1] }, new("b", [3, 4])]) },
        { "confusion", Figures.ConfusionMatrix(new[,] { { 5, 1 }, { 0, 0 } }, ["no", "yes"]) },
        { "attention", Figures.AttentionMap(new[,] { { 0.9f, 0.1f }, { 0.5f, 0.5f } }, ["the", "the"]) },
        { "heat", Figures.HeatMap("Heat", new[,] { { 1.0, 2 }, { 3, double.NaN } }, ["a", "b"], ["c", "d"]) },
        { "projection", Figures.Projection([(0, 0), (1, 1), (1, 1.01)], ["a", "b", "b"], ["one", "two", "three"]) },
        { "histogram", Figures.Histogram("Lengths", [1, 2, 2, 3, 3, 3, double.NaN], "tokens", 3) },
        { "boxes", Figures.Boxes("Seeds", [("a", [1, 2, 3, 4, 50]), ("b", [2])]) },
        { "one point", Figures.Lines("", "", "", new LineSeries("", [1], [1])) },
        { "no finite point", Figures.Lines("", "", "", new LineSeries("gone", [1, 2], [double.NaN, double.PositiveInfinity])) },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Every_kind_is_wellformed_named_described_and_free_of_scripts(string kind, Figure figure)
    {
        var svg = XElement.Parse(figure.ToSvg());

        Assert.True(svg.Name == s_svg + "svg", kind);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        var ids = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(ids, svg.Elements().Take(2).Select(element => element.Attribute("id")!.Value));
        Assert.NotEqual("", svg.Element(s_svg + "title")!.Value);
        Assert.Empty(svg.Descendants(s_svg + "script"));
        Assert.NotEqual("", svg.Element(s_svg + "desc")!.Value);
        Assert.All(svg.Descendants().Attributes(), attribute => Assert.DoesNotContain("NaN", attribute.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Nothing_is_drawn_outside_the_picture(string kind, Figure figure)
    {
        var svg = XElement.Parse(figure.ToSvg());
        var size = svg.Attribute("viewBox")!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();

        foreach (var element in svg.Descendants().Where(element => element.Attribute("transform") is null))
        {
            foreach (var (name, most) in new[] { ("x", size[2]), ("x1", size[2]), ("x2", size[2]), ("cx", size[2]), ("y", size[3]), ("y1", size[3]), ("cy", size[3]) })
            {
                if (element.Attribute(name) is { } place)
                {
                    Assert.True(double.Parse(place.Value, CultureInfo.InvariantCulture) is var value && value >= 0 && value <= most, $"{kind}: {element}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void All_ink_that_is_not_data_takes_the_pages_text_colour(string kind, Figure figure)
    {
        var svg = XElement.Parse(figure.ToSvg());

        var hardInk = svg.Descendants(s_svg + "text").Where(text => text.Attribute("fill")!.Value != "currentColor").ToList();

        // Only numbers inside coloured cells may have a colour of their own.
        Assert.True(hardInk.Count == 0 || figure.Traces.Any(trace => trace is Heatmap), kind);
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void The_same_chart_goes_to_plotly(string kind, Figure figure)
    {
        var html = figure.ToPlotly().GetInlineHtml();

        Assert.True(html.Contains("Plotly.newPlot", StringComparison.Ordinal), kind);
        Assert.All(figure.Traces.Where(trace => trace.ShouldSerializename()), trace => Assert.Contains($"\"{trace.name}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public void The_drawing_is_the_same_from_run_to_run_and_its_ids_differ_between_charts()
    {
        Figure Make(double last) => Figures.Lines("Loss", "step", "loss", new LineSeries("a", [1, 2], [1, last]));

        Assert.Equal(Make(2).ToHtml(), Make(2).ToHtml());
        Assert.NotEqual(XElement.Parse(Make(2).ToSvg()).Attribute("aria-labelledby")!.Value, XElement.Parse(Make(3).ToSvg()).Attribute("aria-labelledby")!.Value);
    }

    [Fact]
    public void Html_starts_with_the_static_drawing() =>
        Assert.Matches("^<figure style=\"margin: 0\" data-course-chart=\"chart-[0-9a-f]{10}\">\n<svg ", Figures.Histogram("h", [1, 2]).ToHtml());

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Html_carries_the_chart_for_plotly_but_not_plotly_itself(string kind, Figure figure)
    {
        var html = figure.ToHtml();

        Assert.True(html.Contains("Plotly.newPlot('chart-", StringComparison.Ordinal), kind);
        Assert.DoesNotContain("[PLOT]", html, StringComparison.Ordinal);
        Assert.DoesNotContain("[ID]", html, StringComparison.Ordinal);
        Assert.InRange(html.Length - figure.ToSvg().Length, 1_000, 12_000);
    }

    [Theory]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("<!--<script>")]
    [InlineData("\"'`;alert(1)//\u2028[ID][PLOT]")]
    public void No_label_from_data_gets_out_of_the_script(string label)
    {
        var html = Figures.Bars(label, [label], [new(label, [1])]).ToHtml();
        var script = html[html.IndexOf("<script>", StringComparison.Ordinal)..];

        Assert.Equal(html.Length - "</script>\n</figure>".Length, html.IndexOf("</script>", StringComparison.Ordinal));
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.Equal(1, script.Split("<script").Length - 1);
    }

    [Fact]
    public void Titles_and_names_from_data_are_encoded()
    {
        var svg = Figures.Bars("<script>1</script>", ["\"><b>"], [new("a & b", [1])]).ToSvg();

        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", svg, StringComparison.Ordinal);
        Assert.Contains(XElement.Parse(svg).Descendants(s_svg + "text"), text => text.Value == "<script>1</script>");
    }

    [Fact]
    public void The_description_says_what_the_series_do()
    {
        var figure = Figures.Lines("Loss", "step", "loss", new LineSeries("training", [1, 2, 3], [0.9, 0.2, 0.4]));

        Assert.Equal("Loss\nloss over step. training: 3 points from 0.9 to 0.4, lowest 0.2, highest 0.9.", figure.ToPlainText());
        Assert.Equal("loss over step. training: 3 points from 0.9 to 0.4, lowest 0.2, highest 0.9.", XElement.Parse(figure.ToSvg()).Element(s_svg + "desc")!.Value);
    }

    [Fact]
    public void Points_stand_where_the_axes_say()
    {
        var layout = new PlotlyLayout { xaxis = new Xaxis { range = new[] { 0, 10 } }, yaxis = new Yaxis { range = new[] { 0, 1 } } };
        var svg = XElement.Parse(new Figure([new Scatter { x = new[] { 0, 5, 10 }, y = new[] { 0, 0.5, 1 }, mode = "markers" }], layout).ToSvg());

        var points = svg.Descendants(s_svg + "circle").Select(circle => (X: Number(circle, "cx"), Y: Number(circle, "cy"))).ToList();
        var xTick = svg.Descendants(s_svg + "text").Single(text => text.Value == "10");

        Assert.Equal(points[1].X, (points[0].X + points[2].X) / 2, 0.02);
        Assert.Equal(points[1].Y, (points[0].Y + points[2].Y) / 2, 0.02);
        Assert.True(points[0].Y > points[2].Y);
        Assert.Equal(points[2].X, Number(xTick, "x"), 0.02);
    }

    [Fact]
    public void A_logarithmic_axis_gives_equal_ratios_equal_distances()
    {
        var svg = XElement.Parse(Figures.LearningCurves([("a", 10, 0.5), ("a", 100, 0.6), ("a", 1000, 0.7)]).ToSvg());

        var points = svg.Descendants(s_svg + "circle").Where(circle => circle.Element(s_svg + "title") is not null).Select(circle => Number(circle, "cx")).ToList();

        Assert.Equal(points[1] - points[0], points[2] - points[1], 0.02);
        Assert.Contains(svg.Descendants(s_svg + "text"), text => text.Value == "1,000");
    }

    [Fact]
    public void Bars_of_a_group_stand_side_by_side_and_stacked_bars_on_one_another()
    {
        Bar[] bars = [new Bar { x = new[] { "p" }, y = new[] { 1 } }, new Bar { x = new[] { "p" }, y = new[] { 2 } }];
        (double X, double Y, double Width, double Height)[] Boxes(string mode) =>
            [.. XElement.Parse(new Figure(bars, new PlotlyLayout { barmode = mode }).ToSvg()).Descendants(s_svg + "rect")
                .Select(bar => (Number(bar, "x"), Number(bar, "y"), Number(bar, "width"), Number(bar, "height")))];

        var grouped = Boxes("group");
        var stacked = Boxes("stack");

        Assert.Equal(grouped[0].X + grouped[0].Width, grouped[1].X, 0.02);
        Assert.Equal(2 * grouped[0].Height, grouped[1].Height, 0.02);
        Assert.Equal(stacked[0].X, stacked[1].X);
        Assert.Equal(stacked[0].Y, stacked[1].Y + stacked[1].Height, 0.02);
    }

    [Fact]
    public void A_confusion_matrix_shows_counts_and_shares_of_the_true_label()
    {
        var svg = XElement.Parse(Figures.ConfusionMatrix(new[,] { { 30, 10 }, { 5, 1500 } }, ["negative", "positive"]).ToSvg());

        var texts = svg.Descendants(s_svg + "text").Select(text => text.Value).ToList();

        Assert.Contains("30 (75%)", texts);
        Assert.Contains("1,500 (100%)", texts);
    }

    [Fact]
    public void In_a_confusion_matrix_a_large_share_is_darker_than_a_small_one_in_the_drawing_as_in_plotly()
    {
        var figure = Figures.ConfusionMatrix(new[,] { { 4, 0 }, { 0, 4 } }, ["negative", "positive"]);

        var fills = XElement.Parse(figure.ToSvg()).Descendants(s_svg + "rect").Select(cell => (string?)cell.Attribute("fill")).Where(fill => fill is "#08306B" or "#F2F7FC");

        Assert.Equal(["#08306B", "#F2F7FC", "#F2F7FC", "#08306B"], fills);
        Assert.True(((Heatmap)figure.Traces[0]).reversescale, "plotly.js begins its blues with the darkest.");
    }

    [Fact]
    public void Repeated_tokens_keep_their_own_rows_and_columns()
    {
        var svg = XElement.Parse(Figures.AttentionMap(new float[3, 3], ["the", "film", "the"]).ToSvg());

        var labels = svg.Descendants(s_svg + "text").Where(text => text.Value == "the").ToList();

        Assert.Equal(4, labels.Count);
        Assert.Equal(4, labels.Select(label => (label.Attribute("x")!.Value, label.Attribute("y")!.Value)).Distinct().Count());
    }

    [Fact]
    public void Learning_curves_draw_the_mean_and_the_range_of_the_runs()
    {
        var figure = Figures.LearningCurves([("a", 100, 0.5), ("a", 100, 0.7), ("a", 200, 0.8)]);

        var band = Assert.IsType<Scatter>(figure.Traces[0]);
        var line = Assert.IsType<Scatter>(figure.Traces[1]);
        Assert.Equal([0.7, 0.8, 0.8, 0.5], Assert.IsAssignableFrom<IEnumerable<double>>(band.y));
        Assert.Equal([0.6, 0.8], Assert.IsAssignableFrom<IEnumerable<double>>(line.y).Select(value => Math.Round(value, 10)));
    }

    [Fact]
    public void A_long_loss_curve_stays_small()
    {
        var random = new Random(1);
        var figure = Figures.LossCurve(Enumerable.Range(0, 100_000).Select(step => ((double)step, random.NextDouble())));

        Assert.InRange(figure.ToSvg().Length, 1000, 120_000);
    }

    [Fact]
    public void Mismatched_shapes_are_refused_with_both_sizes()
    {
        var error = Assert.Throws<ArgumentException>(() => Figures.ConfusionMatrix(new int[2, 2], ["a", "b", "c"]));

        Assert.Contains("2×2, but there are 3 names", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Figures.Lines("", "", "", new LineSeries("a", [1, 2], [1])));
        Assert.Throws<ArgumentException>(() => Figures.LossCurve([]));
        Assert.Throws<ArgumentException>(() => Figures.LearningCurves([("a", 0, 0.5)]));
    }

    [Fact]
    public void What_has_no_static_drawing_says_what_has()
    {
        var error = Assert.Throws<NotSupportedException>(() => new Figure([new Heatmap { z = new double[1, 1], colorscale = "Electric" }]).ToSvg());

        Assert.Contains("'Electric'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Viridis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_figure_is_a_file_of_its_own_that_knows_light_and_dark()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".svg");
        try
        {
            Figures.Histogram("h", [1, 2, 3]).Save(path);

            var svg = XElement.Load(path);
            Assert.Contains("prefers-color-scheme: dark", svg.Element(s_svg + "style")!.Value, StringComparison.Ordinal);
            Assert.False(File.Exists(path + ".tmp"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
