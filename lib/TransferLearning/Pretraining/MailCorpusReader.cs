using System.Text;

namespace TransferLearning.Pretraining;

/// <summary>
/// Reads mails as the SpamAssassin public corpus holds them: one raw message (RFC 5322) a file, in folders named after
/// their kind. Only wanted mail is read, and of it only what the sender wrote as plain text.
/// </summary>
/// <param name="folderPrefixes">The beginnings of the folder names that hold wanted mail; <see langword="null"/> for the corpus's own, <c>easy-ham</c> and <c>hard-ham</c>.</param>
public sealed class MailCorpusReader(IReadOnlyList<string>? folderPrefixes = null) : ICorpusReader
{
    private readonly IReadOnlyList<string> _folderPrefixes = folderPrefixes ?? ["easy-ham", "hard-ham"];

    /// <inheritdoc/>
    public IEnumerable<CorpusDocument> Read(string folder)
    {
        foreach (var file in CorpusFiles.Find(folder, $"mails (*.txt in folders {string.Join("*, ", _folderPrefixes)}*)", IsWantedMail))
        {
            var paragraphs = MailBody.PlainText(DecodeLeniently(File.ReadAllBytes(file)))
                .SelectMany(part => TextFolderReader.ReadParagraphs(MailProse.OwnLines(part)))
                .Select(MailProse.WithoutAddresses)
                .ToList();
            if (paragraphs.Count > 0) yield return new CorpusDocument(CorpusFiles.SourceName(folder, file), paragraphs);
        }
    }

    private bool IsWantedMail(string path) =>
        path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        && Path.GetFileName(Path.GetDirectoryName(path)) is { } parent
        && _folderPrefixes.Any(prefix => parent.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Mails of 2002 seldom say their encoding rightly: UTF-8 when it is valid, Latin-1 otherwise.</summary>
    private static string DecodeLeniently(byte[] bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
