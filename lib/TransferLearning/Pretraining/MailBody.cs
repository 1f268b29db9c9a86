using System.Text;
using System.Text.RegularExpressions;

namespace TransferLearning.Pretraining;

/// <summary>Takes a raw mail (RFC 5322, MIME) apart, as far as its plain text needs.</summary>
internal static partial class MailBody
{
    private const int DeepestNesting = 8;

    /// <summary>The plain-text parts. HTML, attachments and parts in base64 are left out.</summary>
    public static IEnumerable<string> PlainText(string mail) => PlainText(mail.ReplaceLineEndings("\n"), 0);

    private static IEnumerable<string> PlainText(string entity, int depth)
    {
        // A corpus file may begin with mbox's "From someone date" line, which is no header.
        var headersEnd = entity.StartsWith('\n') ? 0 : entity.IndexOf("\n\n", StringComparison.Ordinal);
        if (headersEnd < 0) return [];
        var headers = FoldedLine().Replace(entity[..headersEnd], " ");
        var body = entity[headersEnd..].TrimStart('\n');

        var type = Header(headers, "Content-Type");
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            var boundary = Boundary().Match(type);
            if (!boundary.Success || depth >= DeepestNesting) return [];
            // What precedes the first boundary is a notice to old mail readers; what follows the last one ("--") is nothing.
            return body.Split("--" + boundary.Groups["value"].Value).Skip(1)
                .TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
                .SelectMany(part => PlainText(part.StartsWith('\n') ? part[1..] : part, depth + 1));
        }

        var isPlain = type.Length == 0 || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);
        var isAttachment = Header(headers, "Content-Disposition").StartsWith("attachment", StringComparison.OrdinalIgnoreCase);
        if (!isPlain || isAttachment) return [];
        return Header(headers, "Content-Transfer-Encoding").ToUpperInvariant() switch
        {
            "BASE64" => [],
            "QUOTED-PRINTABLE" => [DecodeQuotedPrintable(body)],
            _ => [body],
        };
    }

    private static string Header(string headers, string name)
    {
        foreach (var line in headers.Split('\n'))
        {
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return string.Empty;
    }

    /// <summary>Undoes quoted-printable (RFC 2045): a soft line break disappears, <c>=E9</c> is a byte.</summary>
    private static string DecodeQuotedPrintable(string body)
    {
        var joined = body.Replace("=\n", string.Empty, StringComparison.Ordinal);
        return QuotedBytes().Replace(joined, match =>
        {
            var bytes = Convert.FromHexString(match.Value.Replace("=", string.Empty, StringComparison.Ordinal));
            return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        });
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex FoldedLine();

    [GeneratedRegex("""boundary\s*=\s*(?:"(?<value>[^"]+)"|(?<value>[^\s;]+))""", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("(?:=[0-9A-Fa-f]{2})+")]
    private static partial Regex QuotedBytes();
}
