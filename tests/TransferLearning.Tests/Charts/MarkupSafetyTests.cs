using Microsoft.Data.Analysis;
using TransferLearning.Charts;
using TransferLearning.Lessons;

namespace TransferLearning.Tests.Charts;

/// <summary>A review may hold markup; a notebook that shows it must not carry it out.</summary>
public class MarkupSafetyTests
{
    private const string Hostile = "<img src=x onerror=\"alert(1)\">'</script></svg></td><script>alert(2)</script>";

    public static TheoryData<string, IRichOutput> Outputs => new()
    {
        { "table", new Table(Hostile) { Caption = Hostile }.AddRow(Hostile) },
        { "data frame", Table.From(new DataFrame(new StringDataFrameColumn(Hostile, [Hostile]))) },
        { "exercise", ExerciseResult.Wrong(Hostile, Hostile) },
        { "tokens", new TokenStrips(Hostile, [new TokenStrip(Hostile, [Hostile])]) },
        { "bars", Figures.Bars(Hostile, [Hostile], [new(Hostile, [1])], yTitle: Hostile) },
        { "confusion", Figures.ConfusionMatrix(new[,] { { 1 } }, [Hostile], Hostile) },
        { "projection", Figures.Projection([(0, 0)], [Hostile], [Hostile], Hostile) },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Text_from_data_never_becomes_markup(string kind, IRichOutput output)
    {
        var html = output.ToHtml();

        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror=\"", html, StringComparison.Ordinal);
        Assert.True(html.Split("</script>").Length <= 2, kind);
    }
}
