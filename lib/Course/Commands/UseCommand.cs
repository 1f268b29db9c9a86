using System.CommandLine;
using Course.Packages;
using Course.Processes;
using Course.Terminal;

namespace Course.Commands;

/// <summary>
/// <c>course use embedded|nuget|nuget-cuda</c>: where TorchSharp and its companions come from.
/// The choice is tried (restored) before it is kept; when a source lacks a package, the old choice stays.
/// </summary>
internal sealed class UseCommand : Command
{
    // RestoreFailure reads what NuGet says, so it must not say it in the user's language.
    private static readonly Dictionary<string, string> s_english = new() { ["DOTNET_CLI_UI_LANGUAGE"] = "en" };

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
        var restore = await RestoreAsync(packages, cancellation);
        if (restore.ExitCode != 0)
        {
            await ReportAsync(packages, restore.Output, cancellation);
            return ExitCode.Failed;
        }

        PackageChoice.Write(_repository, packages);
        _terminal.Line($"The course now uses '{packages}': the next ./course command builds with it.");
        _terminal.Line("Before you open lessons in an editor, run `./course run 00`: it writes notebooks/setup.ipynb, which they import, for this choice.");
        return ExitCode.Succeeded;
    }

    private async Task ReportAsync(string packages, string output, CancellationToken cancellation)
    {
        var current = PackageChoice.Read(_repository);
        var failure = RestoreFailure.Read(output);
        if (failure.Missing.Count == 0 && failure.OtherErrors.Count == 0)
            _terminal.Line(output.TrimEnd());
        _terminal.Error(failure.Explain(packages, current, CentralVersions.Read(_repository)));

        // A failed restore leaves its own assets files behind: bring back those of the choice that stays.
        var back = await RestoreAsync(current, cancellation);
        if (back.ExitCode != 0 && current != packages)
            _terminal.Error($"The packages of '{current}' could not be restored again either. `./course use {PackageChoice.Embedded}` needs no package beyond the ordinary ones.");
    }

    private Task<CapturedOutput> RestoreAsync(string packages, CancellationToken cancellation) => ChildProcess.CaptureAsync(
        "dotnet", ["restore", _repository.Solution, $"-p:CoursePackages={packages}", "--force"], _repository.Root, cancellation, s_english);
}
