using System.Text.RegularExpressions;

namespace TransferLearning.Pretraining;

/// <summary>Keeps what the sender of a mail wrote, and drops what mail programs and lists put around it.</summary>
internal static partial class MailProse
{
    /// <summary>The lines before the signature that are neither quoted, nor introduce a quotation, nor rule off a part.</summary>
    public static IEnumerable<string> OwnLines(string body)
    {
        var lines = body.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (EndsOwnText(line)) yield break;
            if (Quotation().IsMatch(line) || Rule().IsMatch(line) || ForwardedHeader().IsMatch(line)) yield return string.Empty;
            else if (IntroducesQuotation(lines, i)) yield return string.Empty;
            else yield return line;
        }
    }

    /// <summary>The text without web and mail addresses, which say nothing about English.</summary>
    public static string WithoutAddresses(string text) => Spaces().Replace(Address().Replace(text, string.Empty), " ").Trim();

    /// <summary>A signature, a list's footer, an advertisement or a forwarded mail: nothing after it is the sender's.</summary>
    private static bool EndsOwnText(string line) => line is "--" || line.StartsWith("_____", StringComparison.Ordinal) || Footer().IsMatch(line);

    /// <summary>"On Monday, somebody wrote:" over one or two lines, with a quotation or an empty line after it.</summary>
    private static bool IntroducesQuotation(string[] lines, int i)
    {
        if (Attribution().IsMatch(lines[i])) return true;
        return i + 1 < lines.Length
            && lines[i].StartsWith("On ", StringComparison.Ordinal)
            && Attribution().IsMatch(lines[i + 1]);
    }

    [GeneratedRegex(@"^\s*(?:[A-Za-z]{0,4}[>|]|[:%}#]\s)")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^[\s\-=_*~+#.<>|]*$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*(?:From|To|Cc|Sent|Date|Subject|URL|Reply-To|Message-Id|Newsgroups)\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex ForwardedHeader();

    [GeneratedRegex(@"(?:-+\s*(?:Original|Forwarded) Message|Yahoo! Groups Sponsor|sf\.net email is sponsored|To unsubscribe|BEGIN PGP|You are receiving this mail because)", RegexOptions.IgnoreCase)]
    private static partial Regex Footer();

    [GeneratedRegex(@"\b(?:wrote|writes|said|says)\s*[:>]\s*$|\bwrote\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"<?(?:https?://|ftp://|www\.|mailto:)\S+|<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b>?")]
    private static partial Regex Address();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
