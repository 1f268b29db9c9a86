using XPlot.Plotly;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace XPlot.Tests;

public class ChartTests
{
    [Fact]
    public void A_chart_says_its_id_its_size_and_where_plotly_comes_from()
    {
        var chart = Chart.Line([1, 2, 3]);
        chart.WithId("loss");
        chart.WithSize(640, 400);
        chart.WithPlotlySrc("plotly.min.js");

        var html = chart.GetHtml();

        Assert.Contains("""<div id="loss" style="width: 640px; height: 400px;">""", html, StringComparison.Ordinal);
        Assert.Contains("""<script src="plotly.min.js">""", html, StringComparison.Ordinal);
        Assert.Contains("Plotly.newPlot('loss', [{", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_lie_and_columns_stand()
    {
        Tuple<string, int>[] pairs = [Tuple.Create("a", 1), Tuple.Create("b", 2)];

        Assert.Contains("""[{"type":"bar","x":[1,2],"y":["a","b"],"orientation":"h"}]""", Chart.Bar(pairs).GetPlottingJS(), StringComparison.Ordinal);
        Assert.Contains("""[{"type":"bar","x":["a","b"],"y":[1,2]}]""", Chart.Column(pairs).GetPlottingJS(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_areas_stand_on_one_another()
    {
        Tuple<int, int>[][] series = [[Tuple.Create(1, 2)], [Tuple.Create(1, 3)]];

        var script = Chart.Area<Tuple<int, int>[], int, int>(series).GetPlottingJS();

        Assert.Contains("\"tozeroy\"", script, StringComparison.Ordinal);
        Assert.Contains("\"tonexty\"", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_can_be_set_with_and_without_a_layout()
    {
        var layout = new PlotlyLayout { xaxis = new Xaxis { type = "log" } };
        var chart = Chart.Plot(new Scatter(), layout);

        chart.WithTitle("Loss");
        chart.WithXTitle("step");
        chart.WithYTitle("nats");

        Assert.Equal(("Loss", "step", "nats", "log"), (layout.title, layout.xaxis.title, layout.yaxis.title, layout.xaxis.type));
        Assert.Contains("\"title\":\"alone\"", Chart.WithTitle("alone", Chart.Line([1])).GetPlottingJS(), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_name_the_traces_in_order()
    {
        var chart = Chart.WithLabels(["train", "dev"], Chart.Plot([new Scatter(), new Scatter()]));

        Assert.Matches("\"name\":\"train\".*\"name\":\"dev\"", chart.GetPlottingJS());
    }

    [Fact]
    public void Too_few_labels_are_refused_with_both_counts()
    {
        var chart = Chart.WithLabel("train", Chart.Plot([new Scatter(), new Scatter()]));

        var error = Assert.Throws<ArgumentException>(() => chart.GetPlottingJS());

        Assert.Contains("2 traces but 1 labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_an_attribute_of_a_trace_that_was_not_set_throws_as_in_xplot()
    {
        var trace = new Scatter();

        Assert.False(trace.ShouldSerializeopacity());
        Assert.Throws<ArgumentException>(() => trace.opacity);
    }

    [Fact]
    public void Reading_an_attribute_of_a_style_that_was_not_set_gives_its_default_as_in_xplot()
    {
        var marker = new Marker();

        Assert.Equal((0.0, false), (marker.cmax, marker.showscale));
        Assert.NotNull(marker.line);
    }
}
