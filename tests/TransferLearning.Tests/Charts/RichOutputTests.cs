using TransferLearning.Charts;

namespace TransferLearning.Tests.Charts;

public class RichOutputTests
{
    public static TheoryData<IRichOutput> Outputs => [new Plain(), new Derived(), new Generic<int>(), new Recorded("x"), new DerivedRecord("x", 1)];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Every_kind_of_type_renders_in_net_interactive_as_html_and_as_text(IRichOutput output)
    {
        Assert.Equal(["text/html", "text/plain"], NotebookHost.PreferredMimeTypes(output));
        Assert.Equal("<b>rich</b>", NotebookHost.RenderByInteractive(output, "text/html"));
        Assert.Equal("plain", NotebookHost.RenderByInteractive(output, "text/plain"));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Every_kind_of_type_renders_in_verso_as_html(IRichOutput output) => Assert.Equal("<b>rich</b>", NotebookHost.RenderByVerso(output));

    [Theory]
    [MemberData(nameof(Outputs))]
    public void A_console_prints_the_plain_text(IRichOutput output) => Assert.Equal("plain", output.ToString());

    [Fact]
    public void The_attribute_is_the_librarys_own_and_not_visible_to_notebooks() =>
        Assert.DoesNotContain(typeof(RichOutput).Assembly.GetExportedTypes(), type => type.Name == "TypeFormatterSourceAttribute");

    private class Plain : RichOutput
    {
        public override string ToHtml() => "<b>rich</b>";

        public override string ToPlainText() => "plain";
    }

    private sealed class Derived : Plain;

    private sealed class Generic<T> : RichOutput
    {
        public override string ToHtml() => typeof(T) == typeof(int) ? "<b>rich</b>" : "";

        public override string ToPlainText() => "plain";
    }

    private record Recorded(string Name) : RichRecord
    {
        public override string ToHtml() => "<b>rich</b>";

        public override string ToPlainText() => "plain";
    }

    private sealed record DerivedRecord(string Name, int Count) : Recorded(Name);
}
