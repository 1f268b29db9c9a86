using Course.Packages;
using Course.Processes;

namespace Course.Checks;

/// <summary>Everything that a lesson could want of this machine and this clone.</summary>
internal static class MachineChecks
{
    private const long GiB = 1L << 30;

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(CourseRepository repository, CancellationToken cancellation)
    {
        var checks = new List<CheckResult>
        {
            await SdkAsync(repository, cancellation),
            Processors(),
            Memory(),
            Disk(repository),
            Packages(repository),
            ShippedFile(repository, "Reviews", "data/reviews/train.tsv"),
            ShippedFile(repository, "Word vectors", "data/word-vectors/vectors.safetensors"),
            ShippedFile(repository, "Pre-trained checkpoint", "data/checkpoints/course-bert-small/model.safetensors"),
            Lessons(repository),
            await CudaAsync(repository, cancellation),
        };

        foreach (var tool in OptionalTool.All)
            checks.Add(await tool.CheckAsync(cancellation));
        return checks;
    }

    private static async Task<CheckResult> SdkAsync(CourseRepository repository, CancellationToken cancellation)
    {
        var version = await ChildProcess.CaptureAsync("dotnet", ["--version"], repository.Root, cancellation);
        return new CheckResult(".NET 10 SDK", version.ExitCode == 0, version.Output.Trim(), "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0");
    }

    private static CheckResult Processors() => new(
        "Processor", true, $"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}, {VectorWidth()}", "");

    private static string VectorWidth() =>
        System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "512-bit vectors"
        : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? "256-bit vectors"
        : System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated ? "128-bit vectors"
        : "no vector instructions (the lessons will be slow)";

    private static CheckResult Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new CheckResult("Memory", bytes >= 3 * GiB, $"{(double)bytes / GiB:0.0} GiB", "The lessons want 4 GiB: close other programs, or raise the container's limit.");
    }

    private static CheckResult Disk(CourseRepository repository)
    {
        var free = new DriveInfo(repository.Root).AvailableFreeSpace;
        return new CheckResult("Disk space", free >= 2 * GiB, $"{(double)free / GiB:0.0} GiB free", "Building and running the lessons wants 2 GiB: free some space on this disk.");
    }

    private static CheckResult Packages(CourseRepository repository)
    {
        var packages = PackageChoice.Read(repository);
        return new CheckResult("Packages", true, packages switch
        {
            PackageChoice.Embedded => "embedded: the drop-ins in lib/embedded (change with `./course use nuget`)",
            _ => $"{packages}: the real TorchSharp (change with `./course use embedded`)",
        }, "");
    }

    private static CheckResult ShippedFile(CourseRepository repository, string name, string relativePath)
    {
        var file = new FileInfo(Path.Combine(repository.Root, relativePath));
        return new CheckResult(name, file.Exists, file.Exists ? $"{relativePath}, {file.Length / 1e6:0.0} MB" : relativePath, $"Bring it back: git checkout -- {relativePath}");
    }

    private static CheckResult Lessons(CourseRepository repository)
    {
        var count = Directory.Exists(repository.Notebooks) ? repository.Lessons().Count : 0;
        return new CheckResult("Lessons", count > 0, $"{count} in notebooks/", "Bring them back: git checkout -- notebooks");
    }

    private static async Task<CheckResult> CudaAsync(CourseRepository repository, CancellationToken cancellation)
    {
        const string fix = "Only for COURSE_SCALE=full: an NVIDIA GPU with its driver, then `./course use nuget-cuda`.";
        if (ChildProcess.Find("nvidia-smi") is null)
            return new CheckResult("NVIDIA GPU", false, "the lessons run on the processor without it", fix, Required: false);
        var gpus = await ChildProcess.CaptureAsync("nvidia-smi", ["--query-gpu=name,memory.total", "--format=csv,noheader"], repository.Root, cancellation);
        return new CheckResult("NVIDIA GPU", gpus.ExitCode == 0, gpus.Output.Trim().ReplaceLineEndings("; "), fix, Required: false);
    }
}
