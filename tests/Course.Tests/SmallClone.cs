using System.IO.Compression;
using CourseProgram;

namespace Course.Tests;

/// <summary>
/// A clone of the least size in a temporary folder: this clone's own MSBuild files, one project that wants TorchSharp, an empty
/// project in the drop-in's place, and a folder as the only package source. Restoring it touches neither this clone nor the network.
/// </summary>
internal sealed class SmallClone : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("course-small-clone-");

    public SmallClone()
    {
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json" })
            File.Copy(Path.Combine(CourseProcess.Root, file), Path.Combine(Root, file));

        Directory.CreateDirectory(Feed);
        Write("NuGet.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="small-feed" value="feed" /></packageSources>
            </configuration>
            """);
        Write("TransferLearningCourse.slnx", """<Solution><Project Path="lib/User/User.csproj" /></Solution>""");
        Write("lib/User/User.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><CoursePackage Include="TorchSharp" /></ItemGroup></Project>""");
        Write("lib/embedded/TorchSharp/TorchSharp.Embedded.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
    }

    public CourseRepository Repository => new(Root);

    /// <summary>What the last restore resolved for the project that wants TorchSharp.</summary>
    public string Restored => File.ReadAllText(Path.Combine(Root, "lib", "User", "obj", "project.assets.json"));

    private string Root => _folder.FullName;

    private string Feed => Path.Combine(Root, "feed");

    /// <summary>Puts a package without content into the feed.</summary>
    public void Publish(string id, string version)
    {
        using var package = ZipFile.Open(Path.Combine(Feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        manifest.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata></package>");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string relativePath, string text)
    {
        var path = Path.Combine(Root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
