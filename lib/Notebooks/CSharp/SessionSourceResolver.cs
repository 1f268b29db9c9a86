using Microsoft.CodeAnalysis;

namespace Notebooks.CSharp;

/// <summary>Finds the files that <c>#load "path"</c> names. The names of cells stay as they are in symbols and messages.</summary>
internal sealed class SessionSourceResolver : SourceReferenceResolver
{
    /// <summary>The folder that relative paths start from.</summary>
    public string BaseFolder { get; set; } = Environment.CurrentDirectory;

    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var folder = Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath)! : BaseFolder;
        var fullPath = Path.GetFullPath(path, folder);
        return File.Exists(fullPath) ? fullPath : null;
    }

    public override Stream OpenRead(string resolvedPath) => File.OpenRead(resolvedPath);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
