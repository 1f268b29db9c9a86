using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.CSharp;

/// <summary>Fetches NuGet packages with the SDK's own restore, through a project file in a temporary folder.</summary>
internal sealed class PackageRestorer
{
    private readonly Dictionary<string, string> _versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sources = [];

    public void Add(string id, string? version) => _versions[id] = version ?? "*";

    public void AddSource(string source) => _sources.Add(source);

    /// <summary>Restores all packages asked for so far.</summary>
    /// <param name="notebookFolder">The folder whose NuGet configuration counts.</param>
    /// <param name="cancellationToken">Stops the restore.</param>
    /// <returns>The packages' files for this machine, with those of what they depend on.</returns>
    /// <exception cref="PackageRestoreException">The restore failed; the message says why.</exception>
    public async Task<RestoredPackages> RestoreAsync(string notebookFolder, CancellationToken cancellationToken)
    {
        var project = Project(notebookFolder);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16];
        var folder = Path.Combine(Path.GetTempPath(), "notebook-packages", name);
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        var projectFile = Path.Combine(folder, "packages.csproj");
        if (!File.Exists(assets) || _versions.Values.Any(version => version.Contains('*', StringComparison.Ordinal)))
        {
            AtomicFile.WriteAllText(projectFile, project);
            await RunRestoreAsync(projectFile, cancellationToken).ConfigureAwait(false);
        }

        return ReadAssets(assets);
    }

    private string Project(string notebookFolder)
    {
        var packages = _versions.OrderBy(package => package.Key, StringComparer.OrdinalIgnoreCase)
            .Select(package => $"""    <PackageReference Include="{SecurityElement.Escape(package.Key)}" Version="{SecurityElement.Escape(package.Value)}" />""");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifiers>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifiers>
                <NuGetAudit>false</NuGetAudit>
                <RestoreRootConfigDirectory>{SecurityElement.Escape(notebookFolder)}</RestoreRootConfigDirectory>
                <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', _sources))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', packages)}
              </ItemGroup>
            </Project>

            """;
    }

    private static async Task RunRestoreAsync(string projectFile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", projectFile, "--nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(projectFile)!,
        };
        using var process = Process.Start(start) ?? throw new PackageRestoreException("`dotnet restore` could not be started. Is the SDK on the PATH?");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            var messages = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
            if (process.ExitCode != 0)
                throw new PackageRestoreException(Errors(messages, projectFile));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // The lines that carry the error codes, without the temporary project's path.
    private static string Errors(string messages, string projectFile)
    {
        var lines = messages.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Replace($"{projectFile} :", "", StringComparison.Ordinal).Split(" [")[0].Trim())
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : messages.Trim();
    }

    private static RestoredPackages ReadAssets(string path)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        var roots = json["packageFolders"]!.AsObject().Select(folder => folder.Key).ToList();
        var target = json["targets"]!.AsObject().First(target => target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        var compile = new List<string>();
        var runtime = new List<string>();
        var native = new List<string>();
        foreach (var (library, files) in target)
        {
            var libraryPath = json["libraries"]![library]!["path"]?.GetValue<string>();
            if (libraryPath is null)
                continue;
            Collect(files!["compile"], compile);
            Collect(files["runtime"], runtime);
            Collect(files["native"], native);

            void Collect(JsonNode? group, List<string> paths)
            {
                foreach (var file in group?.AsObject().Select(file => file.Key).Where(file => !file.EndsWith("/_._", StringComparison.Ordinal)) ?? [])
                    paths.Add(roots.Select(root => Path.Combine(root, libraryPath, file)).First(File.Exists));
            }
        }

        return new(compile, runtime, [.. native.Select(file => Path.GetDirectoryName(file)!).Distinct()]);
    }
}

/// <summary>The files of restored packages.</summary>
/// <param name="Compile">What code is compiled against.</param>
/// <param name="Runtime">What is loaded.</param>
/// <param name="NativeFolders">Where native libraries lie.</param>
internal sealed record RestoredPackages(IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> NativeFolders);

/// <summary>Packages could not be restored.</summary>
/// <param name="message">The SDK's own words.</param>
internal sealed class PackageRestoreException(string message) : Exception(message);
