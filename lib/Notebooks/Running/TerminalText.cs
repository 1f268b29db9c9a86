using System.Text;

namespace Notebooks.Running;

/// <summary>What a terminal shows in the end of text that moves back in its line, as progress bars do.</summary>
internal static class TerminalText
{
    /// <summary>Carries out carriage returns and backspaces; line ends become line feeds.</summary>
    public static string Settle(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.AsSpan().IndexOfAny('\r', '\b') < 0)
            return text;

        var settled = new StringBuilder();
        var line = new StringBuilder();
        var column = 0;
        foreach (var character in text)
        {
            switch (character)
            {
                case '\n':
                    settled.Append(line).Append('\n');
                    line.Clear();
                    column = 0;
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\b':
                    column = Math.Max(0, column - 1);
                    break;
                case var _ when column < line.Length:
                    line[column++] = character;
                    break;
                default:
                    line.Append(character);
                    column++;
                    break;
            }
        }

        return settled.Append(line).ToString();
    }
}
