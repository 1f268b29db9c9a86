using System.Diagnostics;

namespace CourseProgram;

/// <summary>Runs the real <c>course</c> program, as a user's shell would.</summary>
internal static class CourseProcess
{
    /// <summary>The clone that the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path inside the clone.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The program's assembly.</summary>
    public static string Program => Path.Combine(Root, "lib", "Course", "bin", Configuration, "net10.0", "course.dll");

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    public static Task<Finished> RunAsync(params string[] arguments) => FinishAsync(Start(arguments));

    /// <summary>Runs <c>course</c> where a folder is a disk of its own of so many megabytes, which only the program sees. Linux only.</summary>
    /// <returns>What the program left, and the files on the small disk at its end; null where the machine allows no such disk.</returns>
    public static async Task<(Finished Run, string Files)?> RunOnSmallDiskAsync(string folder, int megabytes, params string[] arguments)
    {
        if (!File.Exists("/usr/bin/unshare")) return null;
        const string MountThen = "mount -t tmpfs -o size=$1m none \"$2\" || exit 99; ";
        var probe = await FinishAsync(StartProgram("unshare", ["--map-root-user", "--mount", "sh", "-c", MountThen + "exit 0", "sh", $"{megabytes}", folder]));
        if (probe.ExitCode != 0) return null;
        var run = await FinishAsync(StartProgram(
            "unshare",
            ["--map-root-user", "--mount", "sh", "-c", MountThen + "files=\"$2\"; shift 2; \"$@\"; code=$?; echo; echo \"--- files\"; find \"$files\" -type f; exit $code", "sh", $"{megabytes}", folder, "dotnet", Program, .. arguments]));
        var parts = run.Output.Split("--- files\n");
        return (run with { Output = parts[0] }, parts[1]);
    }

    private static async Task<Finished> FinishAsync(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Finished(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => StartProgram("dotnet", [Program, .. arguments]);

    /// <summary>Starts the program so that no file may grow beyond a limit, as on a disk that is nearly full.</summary>
    /// <param name="kilobytes">The limit.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static Process StartWithFileLimit(int kilobytes, params string[] arguments) =>
        // The limit is to be an error, not a deadly signal. Without write-xor-execute, the runtime's own memory is no file that the limit would hit.
        StartProgram("bash", ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; export DOTNET_EnableWriteXorExecute=0; exec dotnet \"$@\"", "bash", Program, .. arguments]);

    private static Process StartProgram(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["HF_HUB_OFFLINE"] = "1"; // Tests never ask the internet.
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
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
