#pragma warning disable CA1822 // The conventions, and the display of members, are about instance members.

using Notebooks.Formatting;

namespace Notebooks.Tests.Formatting;

/// <summary>The conventions as a library declares them that knows no notebook host.</summary>
public sealed class RichFormatTests
{
    [Fact]
    public void The_attribute_is_matched_by_its_name_and_inherited()
    {
        var data = ValueFormatter.Format(new DerivedFigure<int>());

        Assert.Equal("<svg>DerivedFigure`1</svg>", data.Text("text/html"));
        Assert.Equal("a figure", data.Text("text/plain"));
        Assert.Equal(["text/html", "text/plain"], data.MimeTypes);
    }

    [Fact]
    public void ToHtml_alone_is_enough()
    {
        var data = ValueFormatter.Format(new OnlyToHtml());

        Assert.Equal("<i>html</i>", data.Text("text/html"));
        Assert.Equal("OnlyToHtml", data.Text("text/plain"));
    }

    [Fact]
    public void Rich_values_inside_tables_keep_their_markup()
    {
        var html = ValueFormatter.Format(new Dictionary<string, object> { ["<k>"] = new OnlyToHtml() }).Text("text/html");

        Assert.Contains("<td>&lt;k&gt;</td><td><i>html</i></td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formatter_that_declines_leaves_the_value_to_the_next()
    {
        Assert.Equal("second", ValueFormatter.Format(new Choosy()).Text("text/html"));
    }

    [Fact]
    public void The_formatters_own_exception_comes_through()
    {
        Assert.Throws<FormatException>(() => ValueFormatter.Format(new BadHtml()));
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    private sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
    {
        public Type FormatterSourceType { get; } = formatterSourceType;

        public string[]? PreferredMimeTypes { get; set; }
    }

    [TypeFormatterSource(typeof(FigureFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
    private abstract class Figure
    {
        public string ToHtml() => $"<svg>{GetType().Name}</svg>";
    }

    private sealed class DerivedFigure<T> : Figure;

    private sealed class FigureFormatters
    {
        public IEnumerable<object> CreateTypeFormatters() =>
        [
            new Formatter("text/html", value => ((Figure)value).ToHtml()),
            new Formatter("text/plain", _ => "a figure"),
            new Formatter("text/latex", _ => "not preferred"),
        ];
    }

    private sealed class Formatter(string mimeType, Func<object, string?> format)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            var text = format(instance);
            writer.Write(text);
            return text is not null;
        }
    }

    private sealed class OnlyToHtml
    {
        public string ToHtml() => "<i>html</i>";
    }

    [TypeFormatterSource(typeof(ChoosyFormatters))]
    private sealed class Choosy;

    private sealed class ChoosyFormatters
    {
        public IEnumerable<object> CreateTypeFormatters() => [new Formatter("text/html", _ => null), new Formatter("text/html", _ => "second")];
    }

    private sealed class BadHtml
    {
        public string ToHtml() => throw new FormatException("bad");
    }
}
