using System.Xml.Linq;

namespace Course.Packages;

/// <summary>Where TorchSharp and its companions come from: the file that <c>course use</c> writes and MSBuild reads.</summary>
internal static class PackageChoice
{
    public const string Embedded = "embedded";
    public const string NuGet = "nuget";
    public const string NuGetCuda = "nuget-cuda";

    private const string Property = "CoursePackages";

    /// <summary>The choice in force; <c>embedded</c> where none was made.</summary>
    public static string Read(CourseRepository repository) => File.Exists(repository.PackagesProps)
        ? XDocument.Load(repository.PackagesProps).Descendants(Property).FirstOrDefault()?.Value ?? Embedded
        : Embedded;

    /// <summary>Keeps a choice.</summary>
    public static void Write(CourseRepository repository, string packages)
    {
        Directory.CreateDirectory(repository.Private);
        var temporary = repository.PackagesProps + ".part";
        new XDocument(
            new XComment(" Written by `course use`. The environment's CoursePackages goes before it. "),
            new XElement("Project", new XElement("PropertyGroup",
                new XElement(Property, new XAttribute("Condition", $"'$({Property})' == ''"), packages)))).Save(temporary);
        File.Move(temporary, repository.PackagesProps, overwrite: true);
    }
}
