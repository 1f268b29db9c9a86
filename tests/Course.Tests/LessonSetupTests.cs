using System.Reflection;
using Course.Running;

namespace Course.Tests;

public sealed class LessonSetupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-setup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_lesson_references_the_packages_that_the_library_was_compiled_against_whatever_else_lies_there()
    {
        string[] packages = ["TorchSharp", "Microsoft.ML.Tokenizers", "Microsoft.Data.Analysis", "XPlot.Plotly"];
        File.Copy(Path.Combine(AppContext.BaseDirectory, "TransferLearning.dll"), Path.Combine(_folder, "TransferLearning.dll"));
        foreach (var package in packages)
        {
            File.WriteAllText(Path.Combine(_folder, $"{package}.dll"), "left by an earlier choice");
            File.WriteAllText(Path.Combine(_folder, $"{package}.Embedded.dll"), "left by an earlier choice");
        }

        var references = Assembly.Load("TransferLearning").GetReferencedAssemblies().Select(reference => $"{reference.Name}.dll").ToHashSet();
        var assemblies = LessonSetup.Assemblies(_folder).Select(path => Path.GetFileName(path)!).ToList();
        Assert.Equal("TransferLearning.dll", assemblies[0]);
        Assert.Equal(packages.Length, assemblies.Count - 1);
        Assert.Subset(references, assemblies[1..].ToHashSet());
    }
}
