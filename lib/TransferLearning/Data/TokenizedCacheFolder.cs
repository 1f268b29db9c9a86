namespace TransferLearning.Data;

/// <summary>The files of a <see cref="TokenizedCache"/>: their names, and how large they may become together.</summary>
/// <param name="path">The folder; it need not be there yet.</param>
/// <param name="maxBytes">The size of all files together.</param>
internal sealed class TokenizedCacheFolder(string path, long maxBytes)
{
    /// <summary>The characters of a file's name before its extension: hexadecimal digits.</summary>
    public const int KeyLength = 32;

    private const string Extension = ".safetensors";

    // What a killed process left half-written; a younger file may still be one that is being written.
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromDays(1);

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The size of all files together, at most, but for the newest.</summary>
    public long MaxBytes { get; } = maxBytes;

    /// <summary>The file of a key.</summary>
    public string PathOf(string key) => System.IO.Path.Combine(Path, key + Extension);

    /// <summary>Notes that a file was of use. The time of writing says so, because many file systems do not keep the time of reading.</summary>
    public static void MarkUsed(string file) => File.SetLastWriteTimeUtc(file, DateTime.UtcNow);

    /// <summary>Deletes the files that were used longest ago until the rest is small enough, and what killed processes left. Files with other names are nobody's business here.</summary>
    /// <param name="keep">A file that stays in any case.</param>
    public void Prune(string keep)
    {
        var files = new DirectoryInfo(Path).GetFiles();
        var sum = 0L;
        foreach (var file in files.Where(IsOurs).OrderByDescending(file => file.FullName == keep).ThenByDescending(file => file.LastWriteTimeUtc))
        {
            sum += file.Length;
            if (sum > MaxBytes && file.FullName != keep) file.Delete();
        }

        foreach (var file in files.Where(IsAbandoned)) file.Delete();
    }

    private static bool IsOurs(FileInfo file) => file.Name.Length == KeyLength + Extension.Length && file.Name.EndsWith(Extension, StringComparison.Ordinal) && HasKey(file);

    private static bool IsAbandoned(FileInfo file) =>
        file.Name.EndsWith(".tmp", StringComparison.Ordinal) && file.Name.Contains(Extension + ".", StringComparison.Ordinal) && HasKey(file)
        && DateTime.UtcNow - file.LastWriteTimeUtc > s_abandonedAfter;

    private static bool HasKey(FileInfo file) => file.Name.Length > KeyLength && file.Name.Take(KeyLength).All(char.IsAsciiHexDigitLower);
}
