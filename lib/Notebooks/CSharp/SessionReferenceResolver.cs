using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Notebooks.CSharp;

/// <summary>Finds the files that <c>#r "path"</c> names and the assemblies that those refer to.</summary>
internal sealed class SessionReferenceResolver(SessionLoadContext loader) : MetadataReferenceResolver
{
    private readonly Dictionary<string, PortableExecutableReference> _references = new(StringComparer.Ordinal);

    /// <summary>The folder that relative paths start from: the one of the notebook whose cell is being compiled.</summary>
    public string BaseFolder { get; set; } = Environment.CurrentDirectory;

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(reference, BaseFolder);
        if (!File.Exists(path))
            return [];

        var name = ReadName(path);
        if (name is null)
            return [];
        if (HostAssemblies.Find(name) is not { } located)
        {
            loader.Register(path);
            located = loader.Locate(name) ?? path;
        }
        else
        {
            // The host's copy stands for the file, but what lies beside the file may still be wanted.
            loader.AddFolder(Path.GetDirectoryName(path)!);
        }

        return [Reference(located)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        loader.Locate(new AssemblyName(referenceIdentity.GetDisplayName())) is { } path ? Reference(path) : null;

    /// <summary>A reference to an assembly file; the same object for the same file.</summary>
    public PortableExecutableReference Reference(string path)
    {
        if (!_references.TryGetValue(path, out var reference))
            _references[path] = reference = MetadataReference.CreateFromFile(path, documentation: Assistance.DocumentationFiles.For(path));
        return reference;
    }

    /// <summary>A reference to an assembly file, or to the host's copy of the same assembly.</summary>
    public PortableExecutableReference ReferenceOrHosts(string path) =>
        Reference(ReadName(path) is { } name ? HostAssemblies.Find(name) ?? path : path);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static AssemblyName? ReadName(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
