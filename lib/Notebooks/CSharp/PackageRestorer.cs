using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Notebooks.Documents;

namespace Notebooks.CSharp;

/// <summary>Fetches NuGet packages with the SDK's own restore, through a project file in the user's own data folder.</summary>
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
        var folder = Path.Combine(UsersFolder(), "notebook-packages", name);
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        var isExact = !_versions.Values.Any(version => version.Contains('*', StringComparison.Ordinal));
        if (isExact && File.Exists(assets) && RestoredPackages.Read(assets) is { IsComplete: true } known)
            return known;

        var projectFile = Path.Combine(folder, "packages.csproj");
        AtomicFile.WriteAllText(projectFile, project);
        await RunRestoreAsync(projectFile, cancellationToken).ConfigureAwait(false);
        return RestoredPackages.Read(assets);
    }

    // The user's own, because what lies there is loaded: the folder for temporary files may be open to everybody.
    private static string UsersFolder()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return folder.Length > 0 ? folder : Path.GetTempPath();
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
}

/// <summary>Packages could not be restored.</summary>
/// <param name="message">The SDK's own words.</param>
internal sealed class PackageRestoreException(string message) : Exception(message);
