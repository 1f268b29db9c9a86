using System.Xml.Linq;

namespace Course.Packages;

/// <summary>The versions that the course is written against: <c>Directory.Packages.props</c>.</summary>
internal static class CentralVersions
{
    /// <summary>The version of each package that the file lists, by the package's id.</summary>
    public static IReadOnlyDictionary<string, string> Read(CourseRepository repository) =>
        XDocument.Load(Path.Combine(repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!, StringComparer.OrdinalIgnoreCase);
}
