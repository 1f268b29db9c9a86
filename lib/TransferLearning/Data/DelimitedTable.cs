namespace TransferLearning.Data;

/// <summary>A row of a table.</summary>
/// <param name="Line">The line of the file that it starts on, counted from 1.</param>
/// <param name="Fields">Its fields, as many as the header has.</param>
internal sealed record DelimitedRow(int Line, string[] Fields);

/// <summary>A TSV, CSV or JSON-lines file in memory: the names of its columns, and its rows.</summary>
internal sealed record DelimitedTable(string Path, string[] Header, IReadOnlyList<DelimitedRow> Rows)
{
    /// <summary>Reads a file, in the format that its extension or, failing that, its beginning tells.</summary>
    /// <exception cref="DatasetException">The file is missing, empty, not UTF-8, or a line is not like the others.</exception>
    public static DelimitedTable Read(string path) => Parse(path, StrictUtf8.ReadAllText(path));

    /// <summary>Reads the text of a file, which may lie in an archive.</summary>
    /// <param name="path">Where the text comes from, for messages and for its extension.</param>
    /// <param name="text">The text.</param>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static DelimitedTable Parse(string path, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new DatasetException(path, null, "the file is empty. It needs a header line with a text and a label column, and at least one example.");
        }

        if (IsJsonLines(path, text)) return JsonLines.Parse(path, text);
        var rows = (IsTabSeparated(path, text) ? TabSeparatedLines.Parse(text) : CommaSeparatedLines.Parse(path, text)).ToList();
        var header = rows[0].Fields.Select(name => name.Trim()).ToArray();
        if (rows.Count == 1)
        {
            throw new DatasetException(path, null, $"the file has a header ({string.Join(", ", header)}) but no examples.");
        }

        var wrong = rows.Find(row => row.Fields.Length != header.Length);
        if (wrong is not null)
        {
            throw new DatasetException(
                path, wrong.Line, $"found {Count(wrong.Fields.Length, "field")}, but the header has {header.Length} ({string.Join(", ", header)}). The line begins '{Excerpt.Of(string.Join(' ', wrong.Fields))}'. Mend or remove the line.");
        }

        return new DelimitedTable(path, header, rows[1..]);
    }

    /// <summary>The position of a column.</summary>
    /// <param name="name">The name asked for, or <see langword="null"/> to look for the usual names.</param>
    /// <param name="usualNames">What such a column is usually called, most usual first.</param>
    /// <returns>The position in the header, or -1.</returns>
    public int FindColumn(string? name, IReadOnlyList<string> usualNames)
    {
        IEnumerable<string> names = name is null ? usualNames : [name];
        return names
            .Select(candidate => Array.FindIndex(Header, column => column.Equals(candidate, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(index => index >= 0, -1);
    }

    private static bool IsJsonLines(string path, string text) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSONL" or ".NDJSON" or ".JSON" => true,
        ".TSV" or ".TAB" or ".CSV" => false,
        _ => text.AsSpan().TrimStart().StartsWith("{"),
    };

    private static bool IsTabSeparated(string path, string text) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TSV" or ".TAB" => true,
        ".CSV" => false,
        _ => text.AsSpan(0, Math.Max(0, text.IndexOf('\n'))).Contains('\t'),
    };

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
