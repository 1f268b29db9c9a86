using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Processes;
using Notebooks.Html;

namespace Course.Publishing;

/// <summary>Sets formulas with KaTeX, when pages are made: the pages need no script for them.</summary>
internal static partial class Katex
{
    public const string StylePath = "katex/dist/katex.min.css";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Sets formulas; those that KaTeX does not take are left out.</summary>
    /// <exception cref="CourseException">Node.js is missing or failed.</exception>
    public static async Task<IReadOnlyDictionary<Formula, string>> SetAsync(WebPackages packages, IReadOnlyList<Formula> formulas, CancellationToken cancellation)
    {
        if (formulas.Count == 0)
            return new Dictionary<Formula, string>();

        var work = Directory.CreateTempSubdirectory("course-formulas-");
        try
        {
            var (source, target) = (Path.Combine(work.FullName, "formulas.json"), Path.Combine(work.FullName, "markup.json"));
            await File.WriteAllTextAsync(source, JsonSerializer.Serialize(formulas, s_json), cancellation);
            var set = await ChildProcess.CaptureAsync("node", ["formulas.cjs", source, target], packages.Folder, cancellation);
            if (set.ExitCode != 0)
                throw new CourseException($"KaTeX could not set the formulas:\n{set.Failure}");

            var markup = JsonSerializer.Deserialize<string?[]>(await File.ReadAllTextAsync(target, cancellation))!;
            return formulas.Zip(markup).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>KaTeX's style sheet with its fonts inside, for a page that stands alone.</summary>
    public static async Task<string> SelfContainedStyleAsync(WebPackages packages, CancellationToken cancellation)
    {
        var style = await packages.ReadAsync(StylePath, cancellation);
        return FontSources().Replace(style, match =>
            $"src:url(data:font/woff2;base64,{Convert.ToBase64String(File.ReadAllBytes(packages.PathOf($"katex/dist/{match.Groups["font"].Value}")))}) format(\"woff2\")");
    }

    // Every browser of today takes the first format, WOFF2.
    [GeneratedRegex("src:url\\((?<font>fonts/[A-Za-z0-9_-]+\\.woff2)\\)[^;}]*")]
    private static partial Regex FontSources();
}
