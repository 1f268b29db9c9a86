using System.Text.RegularExpressions;
using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>What must not stand in stored outputs: paths and the name of the machine that made them, and pictures without a text.</summary>
internal static partial class OutputRules
{
    public static IEnumerable<LintFinding> Check(NotebookCell cell, int number, LintOptions options)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var privatePaths = options.PrivatePaths.Append(home).Where(path => path.Length > 1).ToList();
        for (var i = 0; i < cell.Outputs.Count; i++)
        {
            var output = cell.Outputs[i];
            var texts = Texts(output).ToList();
            if (texts.Select(text => FindPath(text, privatePaths)).FirstOrDefault(path => path is not null) is { } found)
                yield return new(number, null, "path", $"Output {i + 1} holds a path of this machine: {found}. Print paths relative to the root.");
            if (options.PrivateNames.FirstOrDefault(name => texts.Exists(text => HasWord(text, name))) is { } machine)
                yield return new(number, null, "host-name", $"Output {i + 1} holds this machine's name, {machine}. Do not print it.");
            var html = output.Data.Text(MimeBundle.Html) ?? "";
            if (PictureRules.HasSilentPicture(html) || PictureRules.HasSilentDrawing(html))
                yield return new(number, null, "alt-text", $"Output {i + 1} has a picture without a text: give <img> an alt, <svg> a <title> or an aria-label.");
        }
    }

    private static IEnumerable<string> Texts(CellOutput output) =>
    [
        output.Text,
        output.ErrorValue ?? "",
        .. output.Traceback,
        .. output.Data.MimeTypes.Where(type => !type.StartsWith("image/", StringComparison.Ordinal)).Select(type => output.Data.Text(type) ?? ""),
    ];

    private static string? FindPath(string text, List<string> privatePaths) =>
        privatePaths.Find(path => text.Contains(path, StringComparison.Ordinal))
        ?? (AbsolutePath().Match(text) is { Success: true } match ? match.Value : null);

    private static bool HasWord(string text, string word) =>
        Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Folders that hold people's files; /usr/bin or an URL's path say nothing about a person or a machine.
    [GeneratedRegex("""(?<![\w.:/~])(/(home|Users|root|tmp|mnt|private/var)/[^\s"'<>)]+)|\b[A-Za-z]:\\(?!\\)[^\s"'<>)]+|\bfile:///[^\s"'<>)]+""")]
    private static partial Regex AbsolutePath();
}
