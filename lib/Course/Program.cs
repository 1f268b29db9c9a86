using System.CommandLine;
using Course;
using Course.Commands;
using Course.Terminal;

var repository = CourseRepository.Find();
var terminal = new CourseTerminal();

var verbose = new Option<bool>("--verbose")
{
    Description = "Show the whole stack trace of an error.",
    Recursive = true,
};

var root = new RootCommand("The transfer learning course: run its lessons, test it, train and use its models.")
{
    verbose,
    new RunCommand(repository, terminal),
    new TestCommand(repository, terminal),
    new ListCommand(repository, terminal),
    new DoctorCommand(repository, terminal),
    new PretrainCommand(repository, terminal),
    new TrainCommand(terminal),
    new EvaluateCommand(terminal),
    new PredictCommand(terminal),
    new UseCommand(repository, terminal),
};

// Ctrl-C asks the command to stop: a training run needs a moment to write its last checkpoint.
var configuration = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
};

var parsed = root.Parse(args);
try
{
    return await parsed.InvokeAsync(configuration);
}
catch (OperationCanceledException)
{
    terminal.Error("Stopped.");
    return ExitCode.Cancelled;
}
catch (Exception e) when (!parsed.GetValue(verbose) && ExpectedErrors.IsExpected(e))
{
    terminal.Error(e.Message);
    return ExitCode.Failed;
}
catch (Exception e)
{
    terminal.Error(e.ToString());
    return ExitCode.Failed;
}
