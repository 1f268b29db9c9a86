using TransferLearning.Charts;

namespace TransferLearning.Tests.Charts;

public sealed class LiveDisplayTests
{
    private readonly StringWriter _writer = new() { NewLine = "\n" };

    [Fact]
    public void A_terminal_shows_each_value_over_the_one_before_and_covers_it_whole()
    {
        var display = new LiveDisplay(_writer, isTerminal: true, displayInNotebook: null);

        display.Show(new Text("long text"));
        display.Show(new Text("short"));
        display.End();
        display.Show(new Text("next"));

        Assert.Equal("\rlong text\rshort    \n\rnext", _writer.ToString());
    }

    [Fact]
    public void Elsewhere_the_first_and_the_last_value_are_lines_and_those_between_only_now_and_then()
    {
        var display = new LiveDisplay(_writer, isTerminal: false, displayInNotebook: null);

        foreach (var text in (string[])["first", "second", "third"]) display.Show(new Text(text));
        display.End();

        Assert.Equal("first\nthird\n", _writer.ToString());
    }

    [Fact]
    public void A_notebook_shows_each_value_in_the_place_of_the_one_before()
    {
        var cells = new List<object>();
        var display = new LiveDisplay(_writer, isTerminal: true, value =>
        {
            var place = cells.Count;
            cells.Add(value);
            return next => cells[place] = next;
        });

        display.Show(new Text("1 of 2"));
        display.Show(new Text("2 of 2"));
        display.End();
        display.Show(new Text("other"));

        Assert.Equal(["2 of 2", "other"], cells.Select(cell => cell.ToString()));
        Assert.Empty(_writer.ToString());
    }

    [Fact]
    public void A_notebook_that_cannot_update_shows_the_first_value_and_prints_the_last()
    {
        var shown = new List<object>();
        var display = new LiveDisplay(_writer, isTerminal: true, value =>
        {
            shown.Add(value);
            return null;
        });

        foreach (var text in (string[])["first", "second", "third"]) display.Show(new Text(text));
        display.End();

        Assert.Equal("first", Assert.Single(shown).ToString());
        Assert.Equal("third\n", _writer.ToString());
    }

    private sealed class Text(string text) : RichOutput
    {
        public override string ToHtml() => text;

        public override string ToPlainText() => text;
    }
}
