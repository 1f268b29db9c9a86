using System.Text.RegularExpressions;

namespace TransferLearning.Hub;

/// <summary>Which names of repositories, revisions, files and checksums are accepted: they come from servers and become paths.</summary>
internal static partial class RepositoryPaths
{
    /// <summary>Whether a text can be a name on the Hub: <c>name</c> or <c>owner/name</c>, of letters, digits, <c>-</c>, <c>_</c> and dots, never <c>..</c>.</summary>
    public static bool IsRepository(string name) => Repository().IsMatch(name);

    /// <summary>Whether a text is a full commit, and not a branch or a tag.</summary>
    public static bool IsCommit(string revision) => Commit().IsMatch(revision);

    /// <summary>Whether a text can be a branch, tag or commit.</summary>
    public static bool IsRevision(string revision) => IsFile(revision) && revision.All(c => c is not (' ' or '~' or '^' or '?' or '*' or '['));

    /// <summary>Whether an ETag can be the name of a blob: what the Hub sends are SHA-256 or git's SHA-1 in hexadecimal.</summary>
    public static bool IsBlob(string etag) => Blob().IsMatch(etag);

    /// <summary>Whether a file's name stays inside its folder on every system: no <c>..</c>, no absolute path, no drive, no control characters.</summary>
    public static bool IsFile(string name) =>
        name.Length is > 0 and <= 1_000
        && name.All(c => c is not ('\\' or ':' or '"' or '<' or '>' or '|') && !char.IsControl(c))
        && name.Split('/').All(part => part.Length > 0 && part.Trim(' ', '.').Length > 0 && !part.EndsWith('.') && !part.EndsWith(' '));

    [GeneratedRegex(@"^(?!.*(\.\.|--))[A-Za-z0-9][A-Za-z0-9_.-]{0,95}(?:/[A-Za-z0-9][A-Za-z0-9_.-]{0,95})?\z")]
    private static partial Regex Repository();

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex Blob();
}
