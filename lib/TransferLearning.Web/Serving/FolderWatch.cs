using System.Globalization;

namespace TransferLearning.Web.Serving;

/// <summary>
/// Tells whether a model's folder has other files than before, by their names, sizes and times. It looks again and again
/// rather than being told, because network volumes, containers and changed links tell nobody.
/// </summary>
internal static class FolderWatch
{
    /// <summary>What the folder looks like now; null if it is not there.</summary>
    public static string? Look(string folder)
    {
        try
        {
            return string.Join('\n', new DirectoryInfo(folder).EnumerateFiles()
                .Select(file => (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? (file.Name, File: target) : (file.Name, File: file))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.File.Length} {file.File.LastWriteTimeUtc.Ticks}")));
        }
        catch (IOException)
        {
            // Being replaced just now: whoever asks looks again.
            return null;
        }
    }
}
