using System.Security.Cryptography;
using System.Text;

namespace TransferLearning.Pretraining;

/// <summary>Unlabelled text to learn a language from: documents of paragraphs, cleaned and without repetitions.</summary>
/// <param name="documents">The documents, in order.</param>
public sealed class Corpus(IEnumerable<CorpusDocument> documents)
{
    /// <summary>The documents, in order.</summary>
    public IReadOnlyList<CorpusDocument> Documents { get; } = [.. documents];

    /// <summary>All paragraphs, in order.</summary>
    public IEnumerable<string> Paragraphs => Documents.SelectMany(document => document.Paragraphs);

    /// <summary>The number of words, counted at white space.</summary>
    public long WordCount => Paragraphs.Sum(paragraph => (long)ProseFilter.CountWords(paragraph));

    /// <summary>Reads folders (see <see cref="CorpusReaders"/>) and keeps what reads as prose, every paragraph once.</summary>
    /// <param name="folders">The folders, in order.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">A folder holds nothing readable.</exception>
    public static Corpus FromFolders(params IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return new Corpus(folders.SelectMany(CorpusReaders.Read)).Filter(ProseFilter.IsProse).Deduplicate();
    }

    /// <summary>The paragraphs that satisfy a condition; documents that have none left are dropped.</summary>
    public Corpus Filter(Func<string, bool> predicate) => new(Documents
        .Select(document => document with { Paragraphs = [.. document.Paragraphs.Where(predicate)] })
        .Where(document => document.Paragraphs.Count > 0));

    /// <summary>Every paragraph once: of those that differ only in case, spacing and punctuation, the first stays.</summary>
    public Corpus Deduplicate()
    {
        var seen = new HashSet<UInt128>();
        return Filter(paragraph => seen.Add(Fingerprint(paragraph)));
    }

    /// <summary>Holds out every n-th document for evaluation, so that no text stands on both sides.</summary>
    /// <param name="share">The share of the documents to hold out, in (0, 0.5].</param>
    /// <exception cref="InvalidDataException">There are too few documents to hold out one.</exception>
    public (Corpus Train, Corpus HeldOut) HoldOut(double share)
    {
        if (!(share is > 0 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(share), share, "The share to hold out lies above 0 and is at most 0.5.");
        var step = (int)Math.Round(1 / share);
        if (Documents.Count < step)
        {
            throw new InvalidDataException($"Holding out {share:P1} needs at least {step} documents, but the corpus has {Documents.Count}. Hold out a larger share or add text.");
        }

        return (
            new Corpus(Documents.Where((_, i) => i % step != step - 1)),
            new Corpus(Documents.Where((_, i) => i % step == step - 1)));
    }

    /// <summary>A line with the numbers of documents, paragraphs and words.</summary>
    public override string ToString() => $"{Documents.Count:N0} documents, {Paragraphs.Count():N0} paragraphs, {WordCount:N0} words";

    private static UInt128 Fingerprint(string paragraph)
    {
        var letters = new StringBuilder(paragraph.Length);
        foreach (var character in paragraph)
        {
            if (char.IsLetterOrDigit(character)) letters.Append(char.ToLowerInvariant(character));
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(letters.ToString()));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
