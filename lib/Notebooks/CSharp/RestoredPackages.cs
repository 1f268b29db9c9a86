using System.Text.Json.Nodes;

namespace Notebooks.CSharp;

/// <summary>The files of restored packages for this machine.</summary>
/// <param name="Compile">What code is compiled against.</param>
/// <param name="Runtime">What is loaded.</param>
/// <param name="NativeFolders">Where native libraries lie.</param>
internal sealed record RestoredPackages(IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> NativeFolders)
{
    /// <summary>Whether every file is there; somebody may have cleared the package cache since the restore.</summary>
    public bool IsComplete => Compile.Concat(Runtime).All(File.Exists) && NativeFolders.All(Directory.Exists);

    /// <summary>Reads what a restore wrote down.</summary>
    /// <param name="assetsPath">The restore's <c>project.assets.json</c>.</param>
    public static RestoredPackages Read(string assetsPath)
    {
        var json = JsonNode.Parse(File.ReadAllText(assetsPath))!;
        var roots = json["packageFolders"]!.AsObject().Select(folder => folder.Key).ToList();

        // There is a target for the framework and one for the framework on this machine, "net10.0/linux-x64".
        var target = json["targets"]!.AsObject().First(target => target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        return new(Files("compile"), Files("runtime"), [.. Files("native").Select(file => Path.GetDirectoryName(file)!).Distinct()]);

        List<string> Files(string use) =>
        [
            .. from library in target
               let folder = json["libraries"]![library.Key]!["path"]!.GetValue<string>()
               from file in library.Value![use]?.AsObject().Select(file => file.Key) ?? []
               where !file.EndsWith("/_._", StringComparison.Ordinal)
               select Locate(Path.Combine(folder, file)),
        ];

        string Locate(string file) => roots.Select(root => Path.Combine(root, file)).FirstOrDefault(File.Exists) ?? Path.Combine(roots[0], file);
    }
}
