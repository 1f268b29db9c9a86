using System.Security.Cryptography;
using System.Text;
using Course.Processes;
using Course.Terminal;

namespace Course.Serving;

/// <summary>The page of the prediction server, built by npm and Vite into <c>.course/page</c> when its sources have changed.</summary>
internal static class WebPage
{
    /// <summary>The folder of the built page; null, with the reason told, where it cannot be built: the API works without.</summary>
    public static async Task<string?> TryGetAsync(CourseRepository repository, CourseTerminal terminal, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(repository, terminal, cancellation);
        }
        catch (CourseException reason)
        {
            terminal.Line($"API only, without the page: {reason.Message}");
            return null;
        }
    }

    /// <summary>The folder of the built page.</summary>
    /// <exception cref="CourseException">npm is missing, or could not build it.</exception>
    public static async Task<string> GetAsync(CourseRepository repository, CourseTerminal terminal, CancellationToken cancellation)
    {
        var sources = Path.Combine(repository.Root, "lib", "TransferLearning.Web", "web");
        if (!Directory.Exists(sources))
            throw new CourseException($"its sources are not in {sources}. Bring them back: git checkout -- lib/TransferLearning.Web/web");
        var built = Path.Combine(repository.Private, "page", HashOf(sources));
        if (Directory.Exists(built))
            return built;

        terminal.Line("Building the page …");
        await Npm.FetchAsync(sources, cancellation);

        // Built elsewhere and moved, so that a build that broke off is begun again.
        var temporary = $"{built}.{Environment.ProcessId}.tmp";
        await Npm.RunAsync(["run", "build", "--", "--outDir", temporary, "--emptyOutDir"], sources, cancellation);
        Directory.Move(temporary, built);
        return built;
    }

    /// <summary>Tells one state of the sources from another: every file's name and content, without what npm fetches.</summary>
    private static string HashOf(string sources)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(new DirectoryInfo(sources)).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(sources, file.FullName) + '\0'));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file.FullName)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateDirectories().Where(inner => inner.Name is not ("node_modules" or "dist")).SelectMany(Files).Concat(folder.EnumerateFiles());
}
