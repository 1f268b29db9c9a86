using System.Globalization;
using System.Xml.Linq;
using TransferLearning.Charts;

namespace TransferLearning.Tests.Charts;

public class TokenStripsTests
{
    private static readonly TokenStrip s_padded = new("dull", ["[CLS]", "un", "##watch", "##able", "[PAD]"])
    {
        Words = [null, 0, 0, 0, null],
        Notes = ["101", "4895", "18866", "3085", "0"],
        AttentionMask = [1, 1, 1, 1, 0],
    };

    [Fact]
    public void Text_lines_each_note_up_below_its_token()
    {
        Assert.Equal(
            """
            Two rows
            dull  [CLS] un   ##watch ##able [PAD]
                  101   4895 18866   3085   0
            b     <b>
            """.ReplaceLineEndings("\n"),
            new TokenStrips("Two rows", s_padded, new TokenStrip("b", ["<b>"])).ToPlainText());
    }

    [Fact]
    public void Each_token_has_a_box_and_those_of_a_word_touch()
    {
        var boxes = Boxes(new TokenStrips("", s_padded));

        Assert.Equal(5, boxes.Count);
        Assert.Equal(Right(boxes[1]), Number(boxes[2], "x"), 0.02);
        Assert.True(Number(boxes[1], "x") > Right(boxes[0]) + 1, "A special token stands apart.");
        Assert.Equal(["none", "none", "none", "none", "3 3"], boxes.Select(box => (string?)box.Attribute("stroke-dasharray")));
    }

    [Fact]
    public void A_long_row_goes_on_below_and_stays_inside()
    {
        var strips = new TokenStrips("A long text", new TokenStrip("text", [.. Enumerable.Range(0, 60).Select(i => $"token{i}")]));
        var boxes = Boxes(strips);
        var (width, height) = (Number(Svg(strips), "width"), Number(Svg(strips), "height"));

        Assert.True(boxes.Select(box => Number(box, "y")).Distinct().Count() > 3);
        Assert.All(boxes, box => Assert.True(Right(box) <= width && Number(box, "y") + Number(box, "height") <= height));
    }

    [Fact]
    public void What_comes_from_data_is_encoded() =>
        Assert.Contains("&lt;unk&gt;", new TokenStrips("", new TokenStrip("", ["<unk>"])).ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void Rows_that_do_not_fit_their_tokens_are_refused()
    {
        Assert.Contains("1 notes for 2 tokens", Assert.Throws<ArgumentException>(() => new TokenStrips("", new TokenStrip("x", ["a", "b"]) { Notes = ["1"] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TokenStrips("nothing"));
    }

    private static XElement Svg(TokenStrips strips) => XElement.Parse(strips.ToHtml()).Elements().Single();

    private static List<XElement> Boxes(TokenStrips strips) => [.. Svg(strips).Descendants().Where(element => element.Name.LocalName == "rect")];

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static double Right(XElement box) => Number(box, "x") + Number(box, "width");
}
