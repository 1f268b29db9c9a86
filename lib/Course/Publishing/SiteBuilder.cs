using Notebooks.Documents;
using Notebooks.Html;
using Notebooks.Sites;

namespace Course.Publishing;

/// <summary>Makes the site of the lessons: their pages, and beside them the fonts and scripts that those use.</summary>
internal sealed class SiteBuilder(CourseRepository repository, WebPackages packages)
{
    private const string Title = "Transfer learning and transformers in C#";
    private const string Description = "A course of notebooks that can be run: transfer learning, the inside of transformers, feature extraction versus fine-tuning, and deployment.";
    private const string FormulaStyle = "assets/katex/katex.min.css";
    private const string ChartScript = "assets/plotly.min.js";

    /// <summary>What marks a folder as a site of ours, which may be replaced.</summary>
    private const string Mark = "assets/search.js";

    // Files of the repository that lessons link to, by their paths in the site.
    private readonly Dictionary<string, string> _linked = new(StringComparer.Ordinal);

    /// <summary>Makes the site in a new folder and moves that into place.</summary>
    /// <returns>The number of its pages.</returns>
    /// <exception cref="CourseException">The folder holds something else than a site.</exception>
    public async Task<int> BuildAsync(string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Mark)))
            throw new CourseException($"{folder} holds something that is no site of this command. Choose an empty folder with --output.");

        var pages = new List<SitePage>();
        foreach (var lesson in repository.Lessons())
        {
            var page = await PageAsync(lesson, $"{lesson.Name}.html", cancellation);
            var solution = repository.SolutionOf(lesson);
            pages.Add(page with { Solution = solution is null ? null : await PageAsync(solution, $"solutions/{solution.Name}.html", cancellation) });
        }

        var files = new StaticSite(Title, Description, pages, new SiteAssets(FormulaStyle, ChartScript)).Render();
        var temporary = $"{Path.TrimEndingDirectorySeparator(folder)}.{Guid.NewGuid():N}.tmp";
        try
        {
            foreach (var (path, text) in files)
                AtomicFile.WriteAllText(Path.Combine(temporary, path), text);
            CopyAssets(temporary);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.Move(temporary, folder);
        }
        catch
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw;
        }

        return files.Keys.Count(path => path.EndsWith(".html", StringComparison.Ordinal));
    }

    private async Task<SitePage> PageAsync(Lesson lesson, string path, CancellationToken cancellation)
    {
        var document = NotebookDocument.Load(lesson.Path);
        var folder = Path.GetDirectoryName(lesson.Path)!;
        return new SitePage(path, document, new RenderOptions
        {
            PictureFolder = folder,
            Formulas = await Katex.SetAsync(packages, Formula.In(document), cancellation),
            Colours = await CodeColours.ReadAsync(document, folder, cancellation),
            Link = link => Follow(link, folder, path),
        });
    }

    // A link to a notebook leads to its page; another file of the repository comes along.
    private string Follow(string link, string folder, string page)
    {
        var end = link.AsSpan().IndexOfAny('#', '?') is >= 0 and var mark ? mark : link.Length;
        var file = Path.GetFullPath(Uri.UnescapeDataString(link[..end]), folder);
        var inNotebooks = Path.GetRelativePath(repository.Notebooks, file).Replace('\\', '/');
        var up = string.Concat(Enumerable.Repeat("../", page.Count(character => character == '/')));
        if (inNotebooks.EndsWith(".ipynb", StringComparison.Ordinal) && !inNotebooks.StartsWith("..", StringComparison.Ordinal))
            return $"{up}{Path.ChangeExtension(inNotebooks, ".html")}{link[end..]}";

        var inRepository = Path.GetRelativePath(repository.Root, file).Replace('\\', '/');
        if (!File.Exists(file) || inRepository.StartsWith("..", StringComparison.Ordinal))
            return link;
        _linked[$"files/{inRepository}"] = file;
        return $"{up}files/{Uri.EscapeDataString(inRepository).Replace("%2F", "/", StringComparison.Ordinal)}{link[end..]}";
    }

    private void CopyAssets(string site)
    {
        var fonts = Directory.EnumerateFiles(packages.PathOf("katex/dist/fonts"), "*.woff2").Select(font => ($"assets/katex/fonts/{Path.GetFileName(font)}", font));
        IEnumerable<(string Target, string Source)> copies =
        [
            (FormulaStyle, packages.PathOf(Katex.StylePath)), (ChartScript, packages.PathOf(WebPackages.ChartScript)),
            .. fonts, .. _linked.Select(file => (file.Key, file.Value)),
        ];
        foreach (var (target, source) in copies)
        {
            var path = Path.Combine(site, target);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(source, path);
        }
    }
}
