using Microsoft.CodeAnalysis;

namespace Notebooks.CSharp.Assistance;

/// <summary>Where the XML documentation of an assembly lies: beside it, or, for .NET's own, in the SDK's reference pack.</summary>
internal static class DocumentationFiles
{
    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<string?> ReferencePack = new(FindReferencePack);

    /// <summary>The documentation of an assembly file, read when it is first asked for; null where there is none.</summary>
    public static DocumentationProvider? For(string assemblyPath)
    {
        var name = Path.GetFileNameWithoutExtension(assemblyPath);
        var file = Path.GetDirectoryName(assemblyPath) == RuntimeFolder
            ? ReferencePack.Value is { } pack ? Path.Combine(pack, $"{(name is "System.Private.CoreLib" ? "System.Runtime" : name)}.xml") : null
            : Path.ChangeExtension(assemblyPath, ".xml");
        return file is not null && File.Exists(file) ? new DocumentationFile(file) : null;
    }

    // …/shared/Microsoft.NETCore.App/10.0.1 lies beside …/packs/Microsoft.NETCore.App.Ref/10.0.1/ref/net10.0.
    private static string? FindReferencePack()
    {
        var packs = Path.GetFullPath(Path.Combine(RuntimeFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return Directory.Exists(packs)
            ? Directory.EnumerateDirectories(packs, $"{Environment.Version.Major}.*")
                .Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.0"))
                .Where(Directory.Exists)
                .OrderDescending(StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
    }
}
