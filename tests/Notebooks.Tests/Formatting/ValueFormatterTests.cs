#pragma warning disable CA1822 // The conventions, and the display of members, are about instance members.

using Notebooks.Formatting;

namespace Notebooks.Tests.Formatting;

public sealed class ValueFormatterTests
{
    public static TheoryData<object?, string> PlainValues => new()
    {
        { null, "<null>" },
        { "<b> & text", "<b> & text" },
        { 42, "42" },
        { 1.5, "1.5" },
        { 2.25m, "2.25" },
        { true, "True" },
        { 'c', "c" },
        { DayOfWeek.Friday, "Friday" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2026-01-02 03:04:05Z" },
        { new[] { 1, 2, 3 }, "[ 1, 2, 3 ]" },
        { Array.Empty<string>(), "[]" },
        { typeof(Dictionary<string, int[]>), "Dictionary<string, int[]>" },
        { new InvalidOperationException("no"), "InvalidOperationException: no" },
        { new Speaking(), "I speak" },
    };

    [Theory]
    [MemberData(nameof(PlainValues))]
    public void Single_values_and_rows_of_them_are_plain_text_only(object? value, string expected)
    {
        var data = ValueFormatter.Format(value);

        Assert.Equal(expected, data.Text("text/plain"));
        Assert.Equal(["text/plain"], data.MimeTypes);
    }

    [Fact]
    public void Objects_of_one_type_become_a_table_with_a_column_for_each_member()
    {
        var data = ValueFormatter.Format(new[] { new Point("<a>", 1), new Point("b", 2) });

        Assert.Equal(
            "<table><thead><tr><th>index</th><th>Name</th><th>X</th></tr></thead><tbody>"
            + "<tr><td>0</td><td>&lt;a&gt;</td><td>1</td></tr><tr><td>1</td><td>b</td><td>2</td></tr></tbody></table>",
            data.Text("text/html"));
        Assert.Equal("[ Point { Name: <a>, X: 1 }, Point { Name: b, X: 2 } ]", data.Text("text/plain"));
    }

    [Fact]
    public void A_dictionary_becomes_a_table_of_keys_and_values()
    {
        var data = ValueFormatter.Format(new SortedDictionary<string, object> { ["a"] = 1, ["b"] = new[] { "x" } });

        Assert.Equal(
            "<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>[ x ]</td></tr></tbody></table>",
            data.Text("text/html"));
        Assert.Equal("{ a: 1, b: [ x ] }", data.Text("text/plain"));
    }

    [Fact]
    public void A_plain_object_becomes_a_table_of_its_members()
    {
        var data = ValueFormatter.Format(new { Name = "n", Inner = new { Deep = 1 } });

        Assert.Equal(
            "<table><tbody><tr><th>Name</th><td>n</td></tr><tr><th>Inner</th><td><table><tbody><tr><th>Deep</th><td>1</td></tr></tbody></table></td></tr></tbody></table>",
            data.Text("text/html"));
        Assert.Equal("{ Name: n, Inner: { Deep: 1 } }", data.Text("text/plain"));
    }

    [Fact]
    public void A_matrix_becomes_a_grid()
    {
        var data = ValueFormatter.Format(new[,] { { 1, 2 }, { 3, 4 } });

        Assert.Equal("<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>", data.Text("text/html"));
    }

    [Fact]
    public void A_long_sequence_is_cut_and_says_how_much_is_left()
    {
        Assert.EndsWith(", 19, … (80 more) ]", ValueFormatter.Format(Enumerable.Range(0, 100).ToList()).Text("text/plain"), StringComparison.Ordinal);
        Assert.Contains("(5 more)", ValueFormatter.Format(Enumerable.Repeat(new Point("p", 0), 25).ToList()).Text("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_without_end_is_cut()
    {
        static IEnumerable<int> Endless()
        {
            for (var i = 0; ; i++)
                yield return i;
        }

        Assert.EndsWith(", 19, … ]", ValueFormatter.Format(Endless()).Text("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_holds_itself_ends_somewhere()
    {
        var node = new Node();
        node.Next = node;

        Assert.InRange(ValueFormatter.Format(node).Text("text/html")!.Length, 10, 5000);
        Assert.InRange(ValueFormatter.Format(new Crowd(4)).Text("text/html")!.Length, 10, 100_000);
        Assert.InRange(ValueFormatter.Format(new Crowd(4)).Text("text/plain")!.Length, 10, 100_000);
    }

    [Fact]
    public void A_getter_that_throws_shows_its_message()
    {
        Assert.Equal("Throwing { Bad: FormatException: bad, Good: 1 }", ValueFormatter.Format(new Throwing()).Text("text/plain"));
    }

    [Fact]
    public void A_task_is_not_waited_for()
    {
        var text = ValueFormatter.Format(new TaskCompletionSource<int>().Task).Text("text/plain");

        Assert.Contains("put await in front", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "<pre>&lt;b&gt;</pre>")]
    [InlineData("text/plain", "<b>")]
    [InlineData("text/markdown", "<b>")]
    [InlineData("application/json", "\"\\u003Cb\\u003E\"")]
    public void A_text_is_encoded_for_the_type_that_is_asked_for(string mimeType, string expected) =>
        Assert.Equal(expected, ValueFormatter.Format("<b>", mimeType).Text(mimeType));

    [Fact]
    public void A_type_that_a_value_cannot_take_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ValueFormatter.Format(1, "image/png"));

        Assert.Contains("int cannot be shown as image/png", error.Message, StringComparison.Ordinal);
    }

    private sealed record Point(string Name, int X);

    private sealed class Speaking
    {
        public int Ignored => 1;

        public override string ToString() => "I speak";
    }

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed class Crowd(int size)
    {
        public IEnumerable<Crowd> Members => Enumerable.Repeat(this, size);

        public IEnumerable<Crowd> Others => Enumerable.Repeat(this, size);
    }

    private sealed class Throwing
    {
        public int Bad => throw new FormatException("bad");

        public int Good => 1;
    }
}
