using System.Text;

namespace TransferLearning.Pretraining;

/// <summary>
/// Reads a folder of plain text files (<c>*.txt</c>, UTF-8): paragraphs are parted by empty lines, and the line breaks
/// within one are spaces. Text without any paragraphs, such as a speech on one line, is cut at sentence ends.
/// </summary>
public sealed class TextFolderReader : ICorpusReader
{
    private const int LongestParagraph = 1200;

    /// <inheritdoc/>
    public IEnumerable<CorpusDocument> Read(string folder)
    {
        foreach (var file in CorpusFiles.Find(folder, "text files (*.txt)", path => path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)))
        {
            yield return new CorpusDocument(CorpusFiles.SourceName(folder, file), [.. ReadParagraphs(File.ReadLines(file)).SelectMany(Cut)]);
        }
    }

    /// <summary>The paragraphs of lines, each on one line.</summary>
    internal static IEnumerable<string> ReadParagraphs(IEnumerable<string> lines)
    {
        var paragraph = new StringBuilder();
        foreach (var line in lines.Append(string.Empty))
        {
            var text = line.Trim();
            if (text.Length > 0)
            {
                if (paragraph.Length > 0) paragraph.Append(' ');
                paragraph.Append(text);
            }
            else if (paragraph.Length > 0)
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }
        }
    }

    private static IEnumerable<string> Cut(string paragraph)
    {
        if (paragraph.Length <= LongestParagraph)
        {
            yield return paragraph;
            yield break;
        }

        var part = new StringBuilder();
        foreach (var sentence in SentenceSplitter.Split(paragraph))
        {
            if (part.Length > 0 && part.Length + sentence.Length > LongestParagraph)
            {
                yield return part.ToString();
                part.Clear();
            }

            if (part.Length > 0) part.Append(' ');
            part.Append(sentence);
        }

        if (part.Length > 0) yield return part.ToString();
    }
}
