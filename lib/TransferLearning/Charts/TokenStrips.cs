using System.Text;
using TransferLearning.Charts.Drawing;

namespace TransferLearning.Charts;

/// <summary>
/// Draws texts as the tokens that a tokenizer cuts them into: a row for each text, a box for each token, one colour for the
/// tokens of a word. It shows wherever a notebook is read, as <see cref="Figure"/> does.
/// </summary>
public sealed class TokenStrips : RichOutput
{
    private const string DefaultTitle = "Tokens";

    private readonly string _title;
    private readonly TokenStrip[] _strips;

    /// <summary>Makes a drawing.</summary>
    /// <param name="title">The text above it.</param>
    /// <param name="strips">The rows, at least one.</param>
    /// <exception cref="ArgumentException">There is no row, or one has not one word, note or mask value for each token.</exception>
    public TokenStrips(string title, params IReadOnlyList<TokenStrip> strips)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(strips);
        if (strips.Count == 0)
        {
            throw new ArgumentException("There is no text to draw: give at least one row.", nameof(strips));
        }

        foreach (var strip in strips)
        {
            RequireCount(strip, strip.Words?.Count, "words");
            RequireCount(strip, strip.Notes?.Count, "notes");
            RequireCount(strip, strip.AttentionMask?.Count, "mask values");
        }

        _title = title;
        _strips = [.. strips];
    }

    /// <inheritdoc/>
    public override string ToHtml()
    {
        var (content, width, height) = TokenDrawing.Draw(_title, _strips);
        var svg = SvgDocument.Of(content, _title.Length > 0 ? _title : DefaultTitle, string.Join("; ", _strips.Select(Describe)), width, height);
        return $"<figure style=\"margin: 0\">\n{svg}\n</figure>";
    }

    /// <inheritdoc/>
    public override string ToPlainText()
    {
        var text = new StringBuilder(_title);
        var labelWidth = _strips.Max(strip => strip.Label.Length);
        foreach (var strip in _strips)
        {
            var widths = strip.Tokens.Select((token, i) => Math.Max(token.Length, strip.Notes?[i].Length ?? 0)).ToArray();
            AppendLine(text, strip.Label.PadRight(labelWidth), strip.Tokens, widths);
            if (strip.Notes is { } notes)
            {
                AppendLine(text, new string(' ', labelWidth), notes, widths);
            }
        }

        return text.ToString().TrimStart('\n');
    }

    private static string Describe(TokenStrip strip) => $"{strip.Label}: {string.Join(' ', strip.Tokens)}";

    private static void AppendLine(StringBuilder text, string label, IReadOnlyList<string> entries, int[] widths) =>
        text.Append('\n').Append($"{label}  {string.Join(' ', entries.Select((entry, i) => entry.PadRight(widths[i])))}".TrimEnd());

    private static void RequireCount(TokenStrip strip, int? count, string what)
    {
        if (count is { } given && given != strip.Tokens.Count)
        {
            throw new ArgumentException($"'{strip.Label}' has {given} {what} for {strip.Tokens.Count} tokens: give one for each token.");
        }
    }
}
