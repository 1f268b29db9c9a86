using System.IO.Compression;
using TransferLearning.Hub;

namespace TransferLearning.Data;

/// <summary>
/// Reads SST-2 (Socher et al. 2013, "Recursive Deep Models for Semantic Compositionality Over a Sentiment Treebank") as
/// GLUE hands it out: <c>SST-2.zip</c>, which is read without unpacking it, or a folder with <c>train.tsv</c> and
/// <c>dev.tsv</c>. GLUE's test sentences have no labels and are left out.
/// </summary>
public static class Sst2Reader
{
    private static readonly DelimitedReaderOptions Options = new(LabelNames: ["negative", "positive"]);

    /// <summary>Where GLUE hands it out. Size and SHA-256 as Hugging Face's <c>datasets</c> records them.</summary>
    private static readonly DatasetFile Archive = new(
        "SST-2.zip",
        new Uri("https://dl.fbaipublicfiles.com/glue/data/SST-2.zip"),
        7_439_277,
        "d67e16fb55739c1b32cdce9877596db1c127dc322d93c082281f64057c16deaa");

    /// <summary>Downloads the archive of 7 MB, if it is not there yet, and reads it.</summary>
    /// <param name="folder">Where the archive is kept; <see langword="null"/> for <c>transfer-learning-course/datasets</c> among the user's application data.</param>
    /// <param name="progress">Told how far it is; a bar on standard error if null.</param>
    /// <param name="cancellationToken">Stops the download; what has arrived is kept for the next one.</param>
    /// <exception cref="DatasetException">It could not be fetched; the message says what to do.</exception>
    public static DatasetDict Download(string? folder = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Read(new DatasetDownload(folder).Fetch(Archive, progress, cancellationToken));

    /// <summary>Reads the splits <c>train</c> and <c>validation</c>, and <c>test</c> where it has labels.</summary>
    /// <param name="path">The zip or the folder.</param>
    /// <exception cref="DatasetException">There is no such file, it is damaged, or a line of it is (see <see cref="DelimitedReader.Read"/>).</exception>
    public static DatasetDict Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path)) return DatasetReader.Read(path, Options);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return DatasetReader.OfTables(path, archive.Entries.Where(entry => entry.Name.Length > 0).Select(entry => (entry.Name, (Func<DelimitedTable>)(() => TableOf(path, entry)))), Options);
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException(path, null, $"the archive is damaged: {error.Message} Fetch it again.", error);
        }
    }

    private static DelimitedTable TableOf(string path, ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var name = $"{path}:{entry.FullName}";
        return DelimitedTable.Parse(name, StrictUtf8.Decode(name, content.ToArray()));
    }
}
