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
        foreach (var file in s_files)
            await File.WriteAllTextAsync(Path.Combine(packages.Folder, file), Read(file), cancellation);
        await Npm.FetchAsync(packages.Folder, cancellation);
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
