namespace TransferLearning.Data;

/// <summary>
/// Reads a data set from a folder with one TSV, CSV or JSON-lines file for each split (<c>train</c>; <c>validation</c>,
/// <c>valid</c>, <c>val</c> or <c>dev</c>; <c>test</c>), or from a single file. What Stanford hands out of IMDb and GLUE of
/// SST-2 is recognised.
/// </summary>
public static class DatasetReader
{
    private static readonly string[] Extensions = [".tsv", ".csv", ".jsonl", ".ndjson"];
    private static readonly string[] ValidationNames = ["validation", "valid", "val", "dev"];

    /// <summary>Reads a folder's splits, or a file as the training split.</summary>
    /// <param name="path">The folder or file; an <c>aclImdb</c> folder or <c>.tar.gz</c>, or GLUE's <c>SST-2.zip</c>.</param>
    /// <param name="options">The columns and labels, or <see langword="null"/> to find them. Without label names, those of the training split hold for all.</param>
    /// <exception cref="DatasetException">There is no training split, a split has two files, or a file cannot be used (see <see cref="DelimitedReader.Read"/>).</exception>
    public static DatasetDict Read(string path, DelimitedReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new DelimitedReaderOptions();
        if (Directory.Exists(path))
        {
            return ImdbReader.IsTree(path)
                ? ImdbReader.Read(path)
                : OfTables(path, Directory.EnumerateFiles(path).Select(file => (Path.GetFileName(file), (Func<DelimitedTable>)(() => DelimitedTable.Read(file)))), options);
        }

        if (!File.Exists(path)) throw new DatasetException(path, null, "there is no such file or folder. Check the path.");
        if (ImdbReader.IsArchive(path)) return ImdbReader.Read(path);
        return Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase)
            ? Sst2Reader.Read(path)
            : new DatasetDict(DelimitedReader.Read(path, options));
    }

    /// <summary>The splits among the files of a folder or archive.</summary>
    /// <param name="source">The folder or archive, for messages.</param>
    /// <param name="files">The files' names, and what reads them.</param>
    /// <param name="options">The columns and labels.</param>
    internal static DatasetDict OfTables(string source, IEnumerable<(string Name, Func<DelimitedTable> Read)> files, DelimitedReaderOptions options)
    {
        var all = files.OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var trainFile = Find(source, all, ["train"])
            ?? throw new DatasetException(source, null, $"there is no train.tsv, train.csv or train.jsonl. Found {Listing(all)}.");
        var train = DelimitedReader.OfTable(trainFile(), options);
        var known = options with { LabelNames = train.LabelNames };
        var notes = new List<string>();
        return new DatasetDict(train, Labelled(ValidationNames), Labelled(["test"]), notes);

        Dataset? Labelled(string[] names)
        {
            if (Find(source, all, names)?.Invoke() is not { } table) return null;
            if (DelimitedReader.HasLabels(table, known)) return DelimitedReader.OfTable(table, known);
            // GLUE's test files hold no labels: those stay with the benchmark's server.
            notes.Add($"{Path.GetFileName(table.Path)} has no label column: left out.");
            return null;
        }
    }

    private static Func<DelimitedTable>? Find(string source, List<(string Name, Func<DelimitedTable> Read)> files, string[] names)
    {
        var found = files.FindAll(file =>
            Extensions.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase)
            && names.Contains(Path.GetFileNameWithoutExtension(file.Name), StringComparer.OrdinalIgnoreCase));
        return found.Count <= 1
            ? found.FirstOrDefault().Read
            : throw new DatasetException(source, null, $"the {names[0]} split has {found.Count} files ({string.Join(", ", found.Select(file => file.Name))}). Keep one of them.");
    }

    private static string Listing(List<(string Name, Func<DelimitedTable> Read)> files) =>
        files.Count == 0 ? "no files" : string.Join(", ", files.Take(10).Select(file => file.Name));
}
