using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Notebooks.CSharp;

/// <summary>
/// Loads the assemblies of one session: the compiled cells, what they name by <c>#r</c>, and what that needs from the folders beside
/// it, native libraries included. An assembly that the host has already is shared with the host.
/// </summary>
internal sealed class SessionLoadContext() : AssemblyLoadContext("Notebook session")
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];
    private readonly HashSet<Assembly> _cells = [];

    /// <summary>Makes an assembly file known, so that code which refers to it finds it.</summary>
    public void Register(string path)
    {
        if (_paths.TryAdd(Path.GetFileNameWithoutExtension(path), path))
            AddFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Adds a folder to look for assemblies and native libraries in.</summary>
    public void AddFolder(string folder)
    {
        if (!_folders.Contains(folder))
            _folders.Add(folder);
    }

    /// <summary>The file that holds an assembly: the host's, a registered one, or one beside a registered one; null if there is none.</summary>
    public string? Locate(AssemblyName name) =>
        HostAssemblies.Find(name)
        ?? _paths.GetValueOrDefault(name.Name ?? "")
        ?? _folders.Select(folder => Path.Combine(folder, $"{name.Name}.dll")).FirstOrDefault(File.Exists);

    public Assembly LoadCell(MemoryStream assembly, MemoryStream symbols)
    {
        var loaded = LoadFromStream(assembly, symbols);
        _cells.Add(loaded);
        return loaded;
    }

    public bool IsCell(Assembly? assembly) => assembly is not null && _cells.Contains(assembly);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Null leaves the choice to the default context, which has the host's assemblies.
        if (HostAssemblies.Find(assemblyName) is not null)
            return null;
        return Locate(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var rid = RuntimeInformation.RuntimeIdentifier;
        var candidates =
            from folder in _folders
            from place in new[] { folder, Path.Combine(folder, "runtimes", rid, "native") }
            from name in NativeNames(unmanagedDllName)
            select Path.Combine(place, name);
        return candidates.FirstOrDefault(File.Exists) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }

    private static IEnumerable<string> NativeNames(string name)
    {
        yield return name;
        if (OperatingSystem.IsWindows())
            yield return $"{name}.dll";
        else
        {
            var extension = OperatingSystem.IsMacOS() ? "dylib" : "so";
            yield return $"lib{name}.{extension}";
            yield return $"{name}.{extension}";
        }
    }
}
