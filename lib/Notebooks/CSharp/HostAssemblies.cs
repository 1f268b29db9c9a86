using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Notebooks.CSharp;

/// <summary>The assemblies that the host process brings along: .NET itself, and what the host's program references.</summary>
internal static class HostAssemblies
{
    private static readonly Lazy<Dictionary<string, string>> PathsByName = new(() =>
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        return paths;
    });

    private static readonly ConcurrentDictionary<string, Version?> Versions = new(StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
    {
        var frameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. PathsByName.Value.Values
                .Where(path => Path.GetDirectoryName(path) == frameworkFolder)
                .Select(path => MetadataReference.CreateFromFile(path, documentation: Assistance.DocumentationFiles.For(path))),
            MetadataReference.CreateFromFile(typeof(HostAssemblies).Assembly.Location),
        ];
    });

    /// <summary>What every cell can use without saying <c>#r</c>: .NET and this library.</summary>
    public static IReadOnlyList<MetadataReference> DefaultReferences => Framework.Value;

    /// <summary>The host's own copy of an assembly, if it has one that is at least as new; null otherwise.</summary>
    public static string? Find(AssemblyName name)
    {
        if (name.Name is null || !PathsByName.Value.TryGetValue(name.Name, out var path))
            return null;
        var version = Versions.GetOrAdd(path, static path => AssemblyName.GetAssemblyName(path).Version);
        return name.Version is null || version is null || version >= name.Version ? path : null;
    }
}
