namespace TransferLearning.Hub;

/// <summary>Finds the repository's <c>data</c> folder, from wherever a notebook, a test or the command runs.</summary>
internal static class CourseData
{
    /// <summary>The full path of <c>data/<paramref name="name"/></c> in the repository, or null if this code does not run inside one.</summary>
    public static string? Find(string name) => Candidates(name).FirstOrDefault(Directory.Exists);

    /// <summary>Every place that <see cref="Find"/> looks at: the working directory and this assembly's folder, each with its parents.</summary>
    public static IEnumerable<string> Candidates(string name)
    {
        foreach (var start in new[] { Environment.CurrentDirectory, Path.GetDirectoryName(typeof(CourseData).Assembly.Location), AppContext.BaseDirectory })
            for (var folder = string.IsNullOrEmpty(start) ? null : new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                yield return Path.Combine(folder.FullName, "data", name);
    }
}
