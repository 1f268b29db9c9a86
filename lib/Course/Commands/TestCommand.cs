using System.CommandLine;
using System.Globalization;
using Course.Checks;
using Course.Processes;
using Course.Terminal;

namespace Course.Commands;

/// <summary><c>course test</c>: installs the optional tools that tests use as a second opinion, where the machine lets it, then runs all tests.</summary>
internal sealed class TestCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public TestCommand(CourseRepository repository, CourseTerminal terminal)
        : base("test", "Run all tests; first install the optional tools that they want, where this machine allows it.")
    {
        _repository = repository;
        _terminal = terminal;

        var filter = new Option<string?>("--filter") { Description = "Run only the tests that this `dotnet test` filter names, e.g. FullyQualifiedName~Tokenizers." };
        var slow = new Option<bool>("--slow") { Description = "Also run the tests marked Category=Slow." };
        var fuzz = new Option<int?>("--fuzz") { Description = "Instead of the tests, give every reader of files this many damaged ones, e.g. 100000." };
        var noInstall = new Option<bool>("--no-install") { Description = "Do not try to install anything." };
        Options.Add(filter);
        Options.Add(slow);
        Options.Add(fuzz);
        Options.Add(noInstall);
        SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(fuzz) is { } inputs)
                return await ChildProcess.RunAsync("dotnet", ["run", "--project", Path.Combine(_repository.Root, "tests", "Fuzz"), "-c", "Release", "--", inputs.ToString(CultureInfo.InvariantCulture)], _repository.Root, cancellation);
            if (!parsed.GetValue(noInstall))
                await InstallOptionalToolsAsync(cancellation);
            return await RunTestsAsync(parsed.GetValue(filter), parsed.GetValue(slow), cancellation);
        });
    }

    private async Task InstallOptionalToolsAsync(CancellationToken cancellation)
    {
        foreach (var tool in OptionalTool.All)
        {
            if (await tool.IsInstalledAsync(cancellation))
                continue;
            if (ChildProcess.Find("apt-get") is null || Environment.UserName != "root")
            {
                _terminal.Line($"{tool.Name} is not installed ({tool.Purpose}): its tests are skipped. To have them: {tool.InstallCommand}");
                continue;
            }

            _terminal.Line($"Installing {tool.DebianPackage} ({tool.Purpose}) …");
            var install = await ChildProcess.CaptureAsync(
                "/bin/sh", ["-c", $"export DEBIAN_FRONTEND=noninteractive; {tool.InstallCommand} || {{ apt-get update && {tool.InstallCommand}; }}"], _repository.Root, cancellation);
            if (install.ExitCode != 0)
                _terminal.Line($"It could not be installed, so its tests are skipped. {LastLine(install.Output)}");
        }
    }

    private async Task<int> RunTestsAsync(string? filter, bool slow, CancellationToken cancellation)
    {
        var build = await ChildProcess.RunAsync("dotnet", ["build", _repository.Solution, "-c", "Release", "--nologo", "-v", "quiet"], _repository.Root, cancellation);
        if (build != 0)
            return ExitCode.Failed;

        var selection = slow ? filter : filter is null ? "Category!=Slow" : $"({filter})&Category!=Slow";
        List<string> arguments = ["test", _repository.Solution, "-c", "Release", "--no-build", "--nologo"];
        if (selection is not null)
            arguments.AddRange(["--filter", selection]);
        var tests = await ChildProcess.RunAsync("dotnet", arguments, _repository.Root, cancellation);
        return tests == 0 ? ExitCode.Succeeded : ExitCode.Failed;
    }

    private static string LastLine(string output) => output.TrimEnd().Split('\n')[^1];
}
