namespace TransferLearning.Pretraining;

/// <summary>
/// Reads the Brown corpus (Francis and Kučera 1964) in its tagged form: files <c>ca01</c> to <c>cr09</c>, a sentence a
/// line, each token written <c>word/tag</c>, a tab before the first sentence of a paragraph.
/// </summary>
public sealed class BrownCorpusReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusDocument> Read(string folder)
    {
        foreach (var file in CorpusFiles.Find(folder, "files of the Brown corpus (ca01 to cr09)", IsBrownFile))
        {
            yield return new CorpusDocument(CorpusFiles.SourceName(folder, file), ReadParagraphs(File.ReadLines(file)));
        }
    }

    private static bool IsBrownFile(string path) =>
        Path.GetFileName(path) is ['c', >= 'a' and <= 'r', >= '0' and <= '9', >= '0' and <= '9'];

    private static List<string> ReadParagraphs(IEnumerable<string> lines)
    {
        var paragraphs = new List<string>();
        foreach (var line in lines)
        {
            var sentence = BrownDetokenizer.Detokenize(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
            if (sentence.Length == 0) continue;
            if (line.StartsWith('\t') || paragraphs.Count == 0) paragraphs.Add(sentence);
            else paragraphs[^1] += " " + sentence;
        }

        return paragraphs;
    }
}
