using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Notebooks.Authoring;

namespace Course.Running;

/// <summary>
/// Writes <c>notebooks/setup.ipynb</c>, which every lesson imports first: this clone's paths, so that a lesson runs
/// in any host from any working directory.
/// </summary>
internal static class LessonSetup
{
    private const string Library = "TransferLearning.dll";

    private static readonly string[] s_packages = ["TorchSharp", "Microsoft.ML.Tokenizers", "Microsoft.Data.Analysis", "XPlot.Plotly"];

    private static readonly string[] s_usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq",
        "TorchSharp", "Microsoft.Data.Analysis",
        "TransferLearning.Charts", "TransferLearning.Data", "TransferLearning.Hub", "TransferLearning.Inference", "TransferLearning.Lessons",
        "TransferLearning.Models", "TransferLearning.Pretraining", "TransferLearning.Text", "TransferLearning.Training",
    ];

    public static void Write(CourseRepository repository) =>
        new SetupNotebook(
            Assemblies(Path.Combine(repository.Root, "lib", "TransferLearning", "bin", "Release", "net10.0")),
            s_usings,
            repository.Root).Save(Path.Combine(repository.Notebooks, "setup.ipynb"));

    /// <summary>
    /// The library in a folder and the packages beside it: the real ones or the drop-ins, whichever the library was compiled against.
    /// What merely lies in the folder may stem from an earlier choice.
    /// </summary>
    public static IReadOnlyList<string> Assemblies(string folder)
    {
        var library = Path.Combine(folder, Library);
        var references = References(library);
        return [library, .. s_packages.Select(package => Path.Combine(folder, references.Contains(package) ? $"{package}.dll" : $"{package}.Embedded.dll"))];
    }

    private static HashSet<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }
}
