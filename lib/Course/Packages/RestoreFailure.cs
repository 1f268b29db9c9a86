using System.Text;
using System.Text.RegularExpressions;

namespace Course.Packages;

/// <summary>
/// Why a restore failed. NuGet says the same for each project that wants a package, so one missing package fills
/// a screen; this says each thing once, and what to do.
/// </summary>
internal sealed partial class RestoreFailure
{
    private RestoreFailure(IReadOnlyList<MissingPackage> missing, IReadOnlyList<string> sources, IReadOnlyList<string> otherErrors)
    {
        Missing = missing;
        Sources = sources;
        OtherErrors = otherErrors;
    }

    /// <summary>The packages that no source has, by id.</summary>
    public IReadOnlyList<MissingPackage> Missing { get; }

    /// <summary>The names of the sources that were asked for them.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>NuGet's and MSBuild's other errors, such as a source that does not answer (NU1301), each once.</summary>
    public IReadOnlyList<string> OtherErrors { get; }

    /// <summary>Reads what <c>dotnet restore</c> wrote in English.</summary>
    public static RestoreFailure Read(string output)
    {
        var nearest = new SortedDictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var sources = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        List<string> others = [];
        string? versionless = null; // the package of the NU1102 whose lines, one a source, are being read

        foreach (Match error in Error().Matches(output))
        {
            var (code, message) = (error.Groups["code"].Value, error.Groups["message"].Value);
            if (UnknownPackage().Match(message) is { Success: true } unknown)
            {
                nearest.TryAdd(unknown.Groups["id"].Value, null);
                sources.UnionWith(unknown.Groups["sources"].Value.Split(", "));
            }
            else if (UnknownVersion().Match(message) is { Success: true } version)
            {
                versionless = version.Groups["id"].Value;
                nearest.TryAdd(versionless, null);
            }
            else if (versionless is not null && FoundVersions().Match(message) is { Success: true } found)
            {
                sources.Add(found.Groups["source"].Value);
                if (found.Groups["nearest"].Success)
                    nearest[versionless] = found.Groups["nearest"].Value;
            }
            else if ($"{code}: {message}" is var text && !others.Contains(text))
            {
                others.Add(text);
            }
        }

        return new RestoreFailure([.. nearest.Select(package => new MissingPackage(package.Key, package.Value))], [.. sources], others);
    }

    /// <summary>What a user should know and do.</summary>
    /// <param name="wanted">The choice that was tried.</param>
    /// <param name="current">The choice that stays.</param>
    /// <param name="versions">The wanted version of each package, by its id.</param>
    public string Explain(string wanted, string current, IReadOnlyDictionary<string, string> versions)
    {
        var text = new StringBuilder();
        if (Missing.Count > 0)
        {
            text.AppendLine($"Your NuGet sources lack what '{wanted}' needs:");
            foreach (var package in Missing)
            {
                text.Append($"  {package.Id}");
                if (versions.TryGetValue(package.Id, out var version))
                    text.Append($" {version}");
                text.AppendLine(package.Nearest is null ? "" : $" (the nearest there is {package.Nearest})");
            }

            text.AppendLine($"Asked: {string.Join(", ", Sources)} (their addresses: `dotnet nuget list source`).");
        }

        if (OtherErrors.Count > 0)
        {
            text.AppendLine($"The restore with '{wanted}' failed:");
            foreach (var error in OtherErrors)
                text.AppendLine($"  {error}");
        }

        text.AppendLine($"Nothing was changed: the course still uses '{current}'.");
        text.Append(Missing.Count > 0
            ? $"Add a source that has them, an address or a folder of .nupkg files, with `dotnet nuget add source <source>`; then run `./course use {wanted}` again."
            : $"Mend that, then run `./course use {wanted}` again.");
        return text.ToString();
    }

    // "…/X.csproj : error NU1101: Unable to find … [/…/Y.slnx]": the file that asked says nothing new.
    [GeneratedRegex(@"\berror (?<code>[A-Z]+\d+): (?<message>.+?)(?: \[[^\]\r\n]+proj\]| \[[^\]\r\n]+\.slnx?\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"^Unable to find package (?<id>\S+)\. No packages exist with this id in source\(s\): (?<sources>.+)$")]
    private static partial Regex UnknownPackage();

    [GeneratedRegex(@"^Unable to find package (?<id>\S+) with version ")]
    private static partial Regex UnknownVersion();

    [GeneratedRegex(@"^\s*- Found \d+ version\(s\) in (?<source>.+?)(?: \[ Nearest version: (?<nearest>\S+) \])?$")]
    private static partial Regex FoundVersions();
}
