using System.Text.Json;
using XPlot.Plotly;

namespace XPlot.Tests;

public class PlotlyJsonTests
{
    [Fact]
    public void Only_attributes_that_were_set_are_written()
    {
        var trace = TraceOf(new Scatter { x = new[] { 1, 2 }, y = new[] { 0.5, 0.25 }, mode = "lines", marker = new Marker { size = 6 } });

        Assert.Equal(["type", "x", "y", "mode", "marker"], trace.EnumerateObject().Select(attribute => attribute.Name));
        Assert.Equal("""{"size":6}""", trace.GetProperty("marker").GetRawText());
    }

    [Fact]
    public void An_attribute_set_to_null_is_written_as_null()
    {
        var trace = TraceOf(new Bar { text = null! });

        Assert.Equal(JsonValueKind.Null, trace.GetProperty("text").ValueKind);
    }

    [Fact]
    public void Numbers_that_json_lacks_become_gaps()
    {
        var trace = TraceOf(new Scatter { y = new[] { 1, double.NaN, double.PositiveInfinity }, x = new[] { 1f, float.NaN, 2f } });

        Assert.Equal("[1,null,null]", trace.GetProperty("y").GetRawText());
        Assert.Equal("[1,null,2]", trace.GetProperty("x").GetRawText());
    }

    [Fact]
    public void Matrices_are_written_row_by_row()
    {
        var trace = TraceOf(new Heatmap { z = new[,] { { 1, 2, 3 }, { 4, 5, 6 } } });

        Assert.Equal("[[1,2,3],[4,5,6]]", trace.GetProperty("z").GetRawText());
    }

    [Fact]
    public void Labels_from_data_cannot_end_the_script()
    {
        var chart = Chart.Plot(new Scatter { text = new[] { "</script><script>alert(1)</script>" } });

        Assert.Single(chart.GetInlineHtml().Split("</script>")[..^1]);
    }

    [Fact]
    public void A_placeholders_name_inside_a_label_stays_what_it_is()
    {
        var chart = Chart.Plot(new Scatter { name = "[LAYOUT] and [ID]" });

        Assert.Contains("[LAYOUT] and [ID]", chart.GetHtml(), StringComparison.Ordinal);
    }

    private static JsonElement TraceOf(Trace trace)
    {
        var script = Chart.Plot(trace).GetPlottingJS();
        var json = script[script.IndexOf('[', StringComparison.Ordinal)..(script.LastIndexOf(']') + 1)];
        return JsonDocument.Parse(json).RootElement[0];
    }
}
