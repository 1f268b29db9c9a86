using System.CommandLine;
using Course.Processes;
using Course.Terminal;

namespace Course.Commands;

/// <summary>
/// <c>course use embedded|nuget|nuget-cuda</c>: where TorchSharp and its companions come from.
/// The choice is tried (restored) before it is kept; when the feed lacks a package, the old choice stays.
/// </summary>
internal sealed class UseCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public UseCommand(CourseRepository repository, CourseTerminal terminal)
        : base("use", "Choose where TorchSharp and its companions come from: the drop-ins in lib/embedded, or NuGet.")
    {
        _repository = repository;
        _terminal = terminal;

        var packages = new Argument<string>("packages")
        {
            Description = "embedded: drop-ins in C#, any machine. nuget: the real packages with libtorch for the CPU. nuget-cuda: for an NVIDIA GPU.",
        };
        packages.AcceptOnlyFromAmong(PackageChoice.Embedded, PackageChoice.NuGet, PackageChoice.NuGetCuda);
        Arguments.Add(packages);
        SetAction((parsed, cancellation) => UseAsync(parsed.GetRequiredValue(packages), cancellation));
    }

    private async Task<int> UseAsync(string packages, CancellationToken cancellation)
    {
        _terminal.Line($"Restoring with CoursePackages={packages} …");
        var restore = await ChildProcess.CaptureAsync(
            "dotnet", ["restore", _repository.Solution, $"-p:CoursePackages={packages}", "--force"], _repository.Root, cancellation);

        if (restore.ExitCode != 0)
        {
            _terminal.Line(restore.Output.TrimEnd());
            var current = PackageChoice.Read(_repository);
            _terminal.Error(restore.Output.Contains("NU1101", StringComparison.Ordinal) || restore.Output.Contains("NU1102", StringComparison.Ordinal)
                ? $"Your NuGet feed lacks a package that '{packages}' needs (see NU1101/NU1102 above). Nothing was changed: the course still uses '{current}'. Add a feed that has it with `dotnet nuget add source`, then try again."
                : $"The restore with '{packages}' failed (see above). Nothing was changed: the course still uses '{current}'.");

            // A failed restore leaves its own assets files behind: bring back those of the choice that stays.
            await ChildProcess.CaptureAsync("dotnet", ["restore", _repository.Solution, "--force"], _repository.Root, cancellation);
            return ExitCode.Failed;
        }

        PackageChoice.Write(_repository, packages);
        _terminal.Line($"The course now uses '{packages}'. The next ./course command builds with it.");
        return ExitCode.Succeeded;
    }
}
