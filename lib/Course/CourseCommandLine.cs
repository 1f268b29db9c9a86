using System.CommandLine;
using Course.Commands;
using Course.Terminal;

namespace Course;

/// <summary>The commands and how they are called.</summary>
internal static class CourseCommandLine
{
    /// <summary>The option that shows an error's stack trace.</summary>
    public const string Verbose = "--verbose";

    /// <summary>Ctrl-C asks the command to stop: a training needs a moment to write its last checkpoint.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunAsync(string[] arguments, CourseTerminal terminal)
    {
        var repository = CourseRepository.Find();
        var root = new RootCommand("The transfer learning course: run its lessons, test it, train and use its models.")
        {
            new Option<bool>(Verbose) { Description = "Show the whole stack trace of an error.", Recursive = true },
            new RunCommand(repository, terminal),
            new CheckCommand(repository, terminal),
            new LintCommand(repository, terminal),
            new TestCommand(repository, terminal),
            new SlidesCommand(repository, terminal),
            new SiteCommand(repository, terminal),
            new NewCommand(repository, terminal),
            new ClearCommand(repository, terminal),
            new ListCommand(repository, terminal),
            new DoctorCommand(repository, terminal),
            new DownloadCommand(terminal),
            new PretrainCommand(repository, terminal),
            new TrainCommand(terminal),
            new EvaluateCommand(terminal),
            new PredictCommand(terminal),
            new CompressCommand(terminal),
            new ExportCommand(terminal),
            new ServeCommand(repository, terminal),
            new PublishCommand(repository, terminal),
            new UseCommand(repository, terminal),
            new KernelCommand(repository, terminal),
            new LabCommand(repository, terminal),
        };
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = s_patience });
    }
}
