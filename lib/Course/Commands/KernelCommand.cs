using System.CommandLine;
using Course.Running;
using Course.Terminal;
using Notebooks.Jupyter;

namespace Course.Commands;

/// <summary><c>course kernel</c>: registers the kernel with Jupyter, and is the kernel that Jupyter then starts.</summary>
internal sealed class KernelCommand : Command
{
    public KernelCommand(CourseRepository repository, CourseTerminal terminal)
        : base("kernel", "Use the lessons in Jupyter: `kernel install` registers a C# kernel with it.")
    {
        var connectionFile = new Argument<FileInfo>("connection-file") { Description = "Made by Jupyter when it starts the kernel." };
        connectionFile.AcceptExistingOnly();
        Arguments.Add(connectionFile);
        SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(connectionFile).FullName, cancellation));

        var install = new Command("install", "Register the kernel with Jupyter, for this user.");
        install.SetAction(_ =>
        {
            LessonSetup.Write(repository);
            var file = KernelSpec.ForThisUser().Install([.. CellProcesses.ThisProgram, "kernel", "{connection_file}"]);
            terminal.Line($"Registered: {file}");
            terminal.Line("Open a notebook with `jupyter notebook` or `jupyter lab`. After `git pull`, any ./course command rebuilds what the kernel runs.");
        });
        Subcommands.Add(install);

        var uninstall = new Command("uninstall", "Take the registration back.");
        uninstall.SetAction(_ =>
        {
            var removed = KernelSpec.ForThisUser().Uninstall();
            foreach (var folder in removed)
                terminal.Line($"Removed: {folder}");
            if (removed.Count == 0)
                terminal.Line("The kernel was not registered.");
        });
        Subcommands.Add(uninstall);
    }

    private static async Task<int> RunAsync(string connectionFile, CancellationToken cancellation)
    {
        using var orphaned = ParentWatch.Start(cancellation);
        await JupyterKernel.RunAsync(connectionFile, () => CellProcesses.Start(Environment.CurrentDirectory), orphaned.Token);
        return ExitCode.Succeeded;
    }
}
