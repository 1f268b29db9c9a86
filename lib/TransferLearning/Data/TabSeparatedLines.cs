namespace TransferLearning.Data;

/// <summary>
/// Tab-separated values as GLUE writes them: one example a line, fields split at every tab, quotation marks are
/// ordinary characters. Only a line feed (or carriage return, line feed) ends a line: reviews hold other line
/// separators of Unicode as text.
/// </summary>
internal static class TabSeparatedLines
{
    /// <summary>The lines' fields. Empty lines at the end are left out.</summary>
    public static IEnumerable<DelimitedRow> Parse(string text)
    {
        var lines = text.TrimEnd('\n', '\r').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i];
            yield return new DelimitedRow(i + 1, line.Split('\t'));
        }
    }
}
