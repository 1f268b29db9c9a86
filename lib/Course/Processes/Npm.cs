using System.Security.Cryptography;

namespace Course.Processes;

/// <summary>Node's package manager, which fetches and builds what is for the browser.</summary>
internal static class Npm
{
    /// <summary>Runs npm in a folder.</summary>
    /// <exception cref="CourseException">It is missing, or it failed.</exception>
    public static async Task RunAsync(IReadOnlyList<string> arguments, string folder, CancellationToken cancellation)
    {
        if (ChildProcess.Find("npm") is not { } npm)
            throw new CourseException("npm is not on the PATH. Install Node.js 22 or later: https://nodejs.org");
        var run = await ChildProcess.CaptureAsync(npm, arguments, folder, cancellation);
        if (run.ExitCode != 0)
            throw new CourseException($"npm {string.Join(' ', arguments.Take(2))} failed in {folder}:\n{run.Failure}");
    }

    /// <summary>Fetches the packages of a folder's lock file, unless those that lie there are of this very file.</summary>
    /// <exception cref="CourseException">npm is missing, or could not fetch them.</exception>
    public static async Task FetchAsync(string folder, CancellationToken cancellation)
    {
        var stamp = Path.Combine(folder, "node_modules", ".fetched");
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellation)));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == wanted)
            return;
        await RunAsync(["ci"], folder, cancellation);

        // Written last, so that a fetch that broke off is begun again.
        await File.WriteAllTextAsync(stamp, wanted, cancellation);
    }
}
