namespace TransferLearning.Pretraining;

/// <summary>Finds the files of a corpus.</summary>
internal static class CorpusFiles
{
    /// <summary>The files below a folder that a reader can use, in the order of their paths: the same on every machine.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">No file fits.</exception>
    public static IReadOnlyList<string> Find(string folder, string kind, Func<string, bool> fits)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}' with {kind}. Check the path, or install the package that holds it.");
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(fits).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new InvalidDataException($"The folder '{folder}' holds no {kind}. Is it the right folder?");
    }

    /// <summary>The name of a document: its folder's last part and the file's path within it.</summary>
    public static string SourceName(string folder, string file) =>
        $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}";
}
