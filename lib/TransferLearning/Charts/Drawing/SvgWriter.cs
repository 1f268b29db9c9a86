using System.Globalization;
using System.Text;

namespace TransferLearning.Charts.Drawing;

/// <summary>Writes SVG elements; numbers get at most two decimals, texts are encoded.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();
    private readonly Stack<string> _open = new();

    /// <summary>Writes a number as SVG reads it.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Starts an element that <see cref="Close"/> ends.</summary>
    public void Open(string element, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        AppendTag(element, attributes);
        _svg.Append(">\n");
        _open.Push(element);
    }

    /// <summary>Ends the element that was opened last.</summary>
    public void Close() => _svg.Append("</").Append(_open.Pop()).Append(">\n");

    /// <summary>Writes an element without content.</summary>
    public void Shape(string element, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        AppendTag(element, attributes);
        _svg.Append("/>\n");
    }

    /// <summary>Writes an element that says <paramref name="tooltip"/> under the mouse.</summary>
    public void ShapeWithTooltip(string element, string tooltip, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        AppendTag(element, attributes);
        _svg.Append("><title>").Append(Markup.Encode(tooltip)).Append("</title></").Append(element).Append(">\n");
    }

    /// <summary>Writes an element whose content is a text.</summary>
    public void Text(string element, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        AppendTag(element, attributes);
        _svg.Append('>').Append(Markup.Encode(text)).Append("</").Append(element).Append(">\n");
    }

    /// <summary>Inserts what another writer wrote.</summary>
    public void Append(SvgWriter content) => _svg.Append(content._svg);

    public override string ToString() => _svg.ToString();

    private void AppendTag(string element, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _svg.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            var text = value switch { double number => Number(number), int number => Number(number), _ => value.ToString()! };
            _svg.Append(' ').Append(name).Append("=\"").Append(Markup.Encode(text)).Append('"');
        }
    }
}
