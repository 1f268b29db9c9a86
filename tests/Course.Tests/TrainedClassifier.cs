using CourseProgram;

namespace Course.Tests;

/// <summary>A classifier that <c>course train</c> made of some of the shipped reviews: small, but a real one.</summary>
public sealed class TrainedClassifier : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("course-classifier-");

    /// <summary>The model's folder.</summary>
    public string Folder => Path.Combine(_folder.FullName, "reviews");

    public async ValueTask InitializeAsync()
    {
        var trained = await CourseProcess.RunAsync(
            "train", "--data", CourseProcess.PathOf("data", "reviews"), "--output", Folder, "--max-examples", "600", "--epochs", "2", "--eval-strategy", "no", "--save-strategy", "no");
        Assert.True(trained.ExitCode == 0, trained.Output + trained.Error);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
