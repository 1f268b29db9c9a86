namespace TransferLearning.Data;

/// <summary>
/// Reads a data set from a folder with one TSV or CSV file for each split (<c>train</c>; <c>validation</c>, <c>valid</c>,
/// <c>val</c> or <c>dev</c>; <c>test</c>), or from a single file.
/// </summary>
public static class DatasetReader
{
    private static readonly string[] Extensions = [".tsv", ".csv"];
    private static readonly string[] ValidationNames = ["validation", "valid", "val", "dev"];

    /// <summary>Reads a folder's splits, or a file as the training split.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="options">The columns and labels, or <see langword="null"/> to find them. Without label names, those of the training split hold for all.</param>
    /// <exception cref="DatasetException">There is no training split, a split has two files, or a file cannot be used (see <see cref="DelimitedReader.Read"/>).</exception>
    public static DatasetDict Read(string path, DelimitedReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new DelimitedReaderOptions();
        if (File.Exists(path)) return new DatasetDict(DelimitedReader.Read(path, options));
        if (!Directory.Exists(path)) throw new DatasetException(path, null, "there is no such file or folder. Check the path.");

        var trainFile = FindSplit(path, ["train"])
            ?? throw new DatasetException(path, null, $"the folder has no train.tsv or train.csv. It has {Listing(path)}.");
        var train = DelimitedReader.Read(trainFile, options);
        var known = options with { LabelNames = train.LabelNames };
        var notes = new List<string>();
        var validation = ReadIfLabelled(FindSplit(path, ValidationNames), known, notes);
        var test = ReadIfLabelled(FindSplit(path, ["test"]), known, notes);
        return new DatasetDict(train, validation, test, notes);
    }

    private static Dataset? ReadIfLabelled(string? file, DelimitedReaderOptions options, List<string> notes)
    {
        if (file is null) return null;
        if (DelimitedReader.HasLabels(file, options)) return DelimitedReader.Read(file, options);
        // GLUE's test files hold no labels: those stay with the benchmark's server.
        notes.Add($"{Path.GetFileName(file)} has no label column: left out.");
        return null;
    }

    private static string? FindSplit(string folder, string[] names)
    {
        var found = Directory.EnumerateFiles(folder)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
                && names.Contains(Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count <= 1
            ? found.FirstOrDefault()
            : throw new DatasetException(folder, null, $"the {names[0]} split has {found.Count} files ({string.Join(", ", found.Select(Path.GetFileName))}). Keep one of them.");
    }

    private static string Listing(string folder)
    {
        var names = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(10).ToList();
        return names.Count == 0 ? "no files" : string.Join(", ", names);
    }
}
