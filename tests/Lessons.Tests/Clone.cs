namespace Lessons.Tests;

/// <summary>The clone that the tests run in.</summary>
internal static class Clone
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TransferLearningCourse.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"TransferLearningCourse.slnx is found nowhere above {AppContext.BaseDirectory}.");
    }
}
