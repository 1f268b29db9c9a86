using System.CommandLine;
using Course.Processes;
using Course.Publishing;
using Course.Running;
using Course.Terminal;
using Notebooks.Jupyter;

namespace Course.Commands;

/// <summary><c>course lab</c>: starts Jupyter, if it is there, on this machine alone, with the course's kernel and a local copy of plotly.js.</summary>
internal sealed class LabCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public LabCommand(CourseRepository repository, CourseTerminal terminal)
        : base("lab", "Start Jupyter in the lessons' folder, with the course's C# kernel. Changes nothing of your Jupyter.")
    {
        _repository = repository;
        _terminal = terminal;
        var noBrowser = new Option<bool>("--no-browser") { Description = "Print the address instead of opening it." };
        Options.Add(noBrowser);
        SetAction((parsed, cancellation) => StartAsync(parsed.GetValue(noBrowser), cancellation));
    }

    private async Task<int> StartAsync(bool noBrowser, CancellationToken cancellation)
    {
        var (program, arguments) = JupyterServer.Find() ?? throw new CourseException(
            "Jupyter is not on the PATH. Install it (Debian and Ubuntu: apt-get install jupyter-notebook), or open the notebooks in VS Code, or run them with ./course run.");
        LessonSetup.Write(_repository);
        var data = Path.Combine(_repository.Private, "jupyter");
        new KernelSpec(data, otherFolders: []).Install([.. CellProcesses.ThisProgram, "kernel", "{connection_file}"]);
        if (WebPackages.Fetched(_repository, WebPackages.ChartScript) is { } charts)
            JupyterServer.ProvideCharts(data, charts);

        _terminal.Line($"{Path.GetFileName(program)} starts; Ctrl-C ends it.");
        var exitCode = await ChildProcess.RunAsync(
            program, [.. arguments, .. noBrowser ? ["--no-browser"] : (string[])[]], _repository.Root, cancellation, JupyterServer.Environment(data));
        return exitCode == 0 ? ExitCode.Succeeded : ExitCode.Failed;
    }
}
