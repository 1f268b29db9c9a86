using Notebooks.Authoring;

namespace Course.Running;

/// <summary>
/// Writes <c>notebooks/setup.ipynb</c>, which every lesson imports first: this clone's paths, so that a lesson runs
/// in any host from any working directory.
/// </summary>
internal static class LessonSetup
{
    private static readonly string[] s_packages = ["TorchSharp", "Microsoft.ML.Tokenizers", "Microsoft.Data.Analysis", "XPlot.Plotly"];

    private static readonly string[] s_usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq",
        "TorchSharp", "Microsoft.Data.Analysis",
        "TransferLearning.Charts", "TransferLearning.Data", "TransferLearning.Hub", "TransferLearning.Inference", "TransferLearning.Lessons",
        "TransferLearning.Models", "TransferLearning.Pretraining", "TransferLearning.Text", "TransferLearning.Training",
    ];

    public static void Write(CourseRepository repository)
    {
        var assemblies = Path.Combine(repository.Root, "lib", "TransferLearning", "bin", "Release", "net10.0");
        new SetupNotebook(
            [Path.Combine(assemblies, "TransferLearning.dll"), .. s_packages.Select(package => Resolve(assemblies, package))],
            s_usings,
            repository.Root).Save(Path.Combine(repository.Notebooks, "setup.ipynb"));
    }

    /// <summary>The real package's assembly where it was chosen, the drop-in's otherwise.</summary>
    private static string Resolve(string folder, string package)
    {
        var real = Path.Combine(folder, $"{package}.dll");
        return File.Exists(real) ? real : Path.Combine(folder, $"{package}.Embedded.dll");
    }
}
