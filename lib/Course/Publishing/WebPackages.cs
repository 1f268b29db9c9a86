using System.Security.Cryptography;
using System.Text;
using Course.Processes;

namespace Course.Publishing;

/// <summary>
/// The packages that slides and site put into their pages (reveal.js, KaTeX, plotly.js), fetched by npm into <c>.course/npm</c> in
/// the versions of the lock file that this program carries.
/// </summary>
internal sealed class WebPackages
{
    /// <summary>plotly.js, which draws interactive charts.</summary>
    public const string ChartScript = "plotly.js-dist-min/plotly.min.js";

    private static readonly string[] s_files = ["package.json", "package-lock.json", ".npmrc", "formulas.cjs"];

    private WebPackages(string folder) => Folder = folder;

    /// <summary>Where <c>node_modules</c> lies.</summary>
    public string Folder { get; }

    /// <summary>The packages, fetched if they are not there yet.</summary>
    /// <exception cref="CourseException">npm is missing, or could not fetch them.</exception>
    public static async Task<WebPackages> GetAsync(CourseRepository repository, CancellationToken cancellation)
    {
        var packages = new WebPackages(FolderIn(repository));
        Directory.CreateDirectory(packages.Folder);
        var contents = s_files.ToDictionary(file => file, Read);
        foreach (var (file, content) in contents)
            await File.WriteAllTextAsync(Path.Combine(packages.Folder, file), content, cancellation);

        // Written last, so that a fetch that broke off is begun again.
        var stamp = Path.Combine(packages.Folder, "fetched.txt");
        var wanted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contents["package-lock.json"])));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == wanted)
            return packages;

        if (ChildProcess.Find("npm") is not { } npm)
            throw new CourseException("npm is not on the PATH; it fetches reveal.js, KaTeX and plotly.js. Install Node.js 22 or later: https://nodejs.org");
        var fetched = await ChildProcess.CaptureAsync(npm, ["ci"], packages.Folder, cancellation);
        if (fetched.ExitCode != 0)
            throw new CourseException($"npm could not fetch reveal.js, KaTeX and plotly.js into {packages.Folder}:\n{fetched.Output.Trim()}");
        await File.WriteAllTextAsync(stamp, wanted, cancellation);
        return packages;
    }

    /// <summary>The path of a package's file if it was fetched before; null otherwise.</summary>
    public static string? Fetched(CourseRepository repository, string file) =>
        new WebPackages(FolderIn(repository)).PathOf(file) is var path && File.Exists(path) ? path : null;

    /// <summary>A file of a package, such as <c>katex/dist/katex.min.css</c>.</summary>
    public string PathOf(string file) => Path.Combine(Folder, "node_modules", file);

    /// <summary>The text of a package's file.</summary>
    public Task<string> ReadAsync(string file, CancellationToken cancellation) => File.ReadAllTextAsync(PathOf(file), cancellation);

    private static string FolderIn(CourseRepository repository) => Path.Combine(repository.Private, "npm");

    private static string Read(string file)
    {
        using var stream = typeof(WebPackages).Assembly.GetManifestResourceStream($"npm/{file}")
            ?? throw new InvalidOperationException($"The program carries no resource npm/{file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
