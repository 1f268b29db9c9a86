using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using TransferLearning.Hub;

namespace TransferLearning.Data;

/// <summary>
/// Reads the IMDb reviews (Maas et al. 2011, "Learning Word Vectors for Sentiment Analysis") as Stanford hands them out:
/// the folder <c>aclImdb</c> with a file for each review, or its <c>.tar.gz</c>, which is read without unpacking it; or a
/// CSV with the columns <c>review</c> and <c>sentiment</c>. Unlabelled reviews are left out.
/// </summary>
public static class ImdbReader
{
    // The longest review has 14 kB.
    private const int LongestReview = 1 << 20;
    private static readonly string[] Labels = ["negative", "positive"];

    /// <summary>Where Stanford hands it out. Size and SHA-256 as Hugging Face's <c>datasets</c> records them.</summary>
    private static readonly DatasetFile Archive = new(
        "aclImdb_v1.tar.gz",
        new Uri("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"),
        84_125_825,
        "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe");

    /// <summary>Downloads the archive of 84 MB, if it is not there yet, and reads it.</summary>
    /// <param name="folder">Where the archive is kept; <see langword="null"/> for <c>transfer-learning-course/datasets</c> among the user's application data.</param>
    /// <param name="progress">Told how far it is; a bar on standard error if null.</param>
    /// <param name="cancellationToken">Stops the download; what has arrived is kept for the next one.</param>
    /// <exception cref="DatasetException">It could not be fetched; the message says what to do.</exception>
    public static DatasetDict Download(string? folder = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Read(new DatasetDownload(folder).Fetch(Archive, progress, cancellationToken));

    /// <summary>Reads the reviews: the splits <c>train</c> and <c>test</c> of folder and archive, <c>train</c> alone of a CSV.</summary>
    /// <param name="path">The folder (the one that holds <c>train</c>, or one above it), archive or CSV.</param>
    /// <exception cref="DatasetException">There is no such file, it is damaged or not UTF-8, or a split has no reviews.</exception>
    public static DatasetDict Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) return OfReviews(path, FolderReviews(RootOf(path)));
        if (!File.Exists(path)) throw new DatasetException(path, null, "there is no such file or folder. Check the path.");
        return IsArchive(path)
            ? OfReviews(path, ArchiveReviews(path))
            : new DatasetDict(DelimitedReader.Read(path, new DelimitedReaderOptions(LabelNames: Labels)));
    }

    /// <summary>Whether a folder is such a tree, or one above it.</summary>
    internal static bool IsTree(string folder) => HasReviews(folder) || HasReviews(Path.Combine(folder, "aclImdb"));

    /// <summary>Whether a file is an archive, by its name.</summary>
    internal static bool IsArchive(string path) =>
        path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static bool HasReviews(string folder) => Directory.Exists(Path.Combine(folder, "train", "pos"));

    private static string RootOf(string folder) => HasReviews(folder) ? folder : Path.Combine(folder, "aclImdb");

    private static IEnumerable<Review> FolderReviews(string root)
    {
        foreach (var (split, label, name) in Parts())
        {
            var folder = Path.Combine(root, split, name);
            if (!Directory.Exists(folder)) throw new DatasetException(folder, null, "there is no such folder: an aclImdb tree has train/pos, train/neg, test/pos and test/neg.");
            foreach (var file in Directory.EnumerateFiles(folder, "*.txt")) yield return new Review(split, label, NumberOf(file), file, StrictUtf8.ReadAllText(file));
        }
    }

    private static IEnumerable<Review> ArchiveReviews(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unpacked);
        while (Next(path, archive) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.Name.Split('/') is not [.., var split, var name, var review]) continue;
            var part = Parts().FirstOrDefault(part => part.Split == split && part.Name == name);
            if (part.Split is null || !review.EndsWith(".txt", StringComparison.Ordinal)) continue;
            yield return new Review(split, part.Label, NumberOf(review), $"{path}:{entry.Name}", ReadEntry(path, entry));
        }
    }

    private static TarEntry? Next(string path, TarReader archive)
    {
        try
        {
            return archive.GetNextEntry();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            throw Damaged(path, error);
        }
    }

    private static string ReadEntry(string path, TarEntry entry)
    {
        if (entry.Length > LongestReview) throw new DatasetException(path, null, $"'{entry.Name}' has {entry.Length} bytes, which is no review.");
        var content = new byte[entry.Length];
        try
        {
            entry.DataStream?.ReadExactly(content);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw Damaged(path, error);
        }

        return StrictUtf8.Decode($"{path}:{entry.Name}", content);
    }

    private static DatasetDict OfReviews(string path, IEnumerable<Review> reviews)
    {
        // By number, so that the order depends neither on the file system nor on the archive.
        var splits = reviews.OrderBy(review => review.Label).ThenBy(review => review.Number).ToLookup(review => review.Split);
        return new DatasetDict(Split("train"), test: Split("test"));

        Dataset Split(string name) => splits.Contains(name)
            ? new Dataset(splits[name].Select(review => new Example(RequireText(review), review.Label)), Labels)
            : throw new DatasetException(path, null, $"found no reviews in {name}/pos and {name}/neg. Is this Stanford's aclImdb?");
    }

    private static string RequireText(Review review) => review.Text.Trim() is { Length: > 0 } text
        ? text
        : throw new DatasetException(review.Path, null, "the review is empty. Remove the file.");

    /// <summary>The number in a name such as <c>127_8.txt</c>, whose second part is the rating.</summary>
    private static int NumberOf(string path) =>
        int.TryParse(Path.GetFileNameWithoutExtension(path).Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DatasetException(path, null, "the file's name does not begin with a number, as those of aclImdb do (127_8.txt).");

    private static IEnumerable<(string Split, int Label, string Name)> Parts() =>
        [("train", 0, "neg"), ("train", 1, "pos"), ("test", 0, "neg"), ("test", 1, "pos")];

    private static DatasetException Damaged(string path, Exception error) =>
        new(path, null, $"the archive is damaged: {error.Message} Fetch it again.", error);

    private sealed record Review(string Split, int Label, int Number, string Path, string Text);
}
