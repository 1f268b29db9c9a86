using System.Diagnostics;

namespace CourseProgram;

/// <summary>Runs the real <c>course</c> program, as a user's shell would.</summary>
internal static class CourseProcess
{
    /// <summary>The clone that the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path inside the clone.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Program => Path.Combine(Root, "lib", "Course", "bin", Configuration, "net10.0", "course.dll");

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    public static async Task<Finished> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Finished(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["HF_HUB_OFFLINE"] = "1"; // Tests never ask the internet.
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TransferLearningCourse.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"TransferLearningCourse.slnx is found nowhere above {AppContext.BaseDirectory}.");
    }

    /// <summary>What the program left.</summary>
    internal sealed record Finished(int ExitCode, string Output, string Error);
}
