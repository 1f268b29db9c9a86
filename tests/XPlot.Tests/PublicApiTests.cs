using ApiListings;
using XPlot.Plotly;

namespace XPlot.Tests;

public class PublicApiTests
{
    private static readonly string s_listing = Path.Combine(AppContext.BaseDirectory, "api", "XPlot.Plotly-4.2.0.txt");

    [Fact]
    public void Every_public_member_stands_in_the_real_packages_public_api() =>
        Assert.Empty(ApiListing.FindMembersMissingFrom(typeof(PlotlyChart).Assembly, s_listing));

    [Theory]
    [InlineData(typeof(Scatter))]
    [InlineData(typeof(Bar))]
    [InlineData(typeof(Heatmap))]
    [InlineData(typeof(Histogram))]
    [InlineData(typeof(Box))]
    public void Each_attribute_can_be_asked_whether_it_was_set(Type trace)
    {
        var without = trace.GetProperties().Where(property => trace.GetMethod("ShouldSerialize" + property.Name) is null);

        Assert.Empty(without);
    }
}
