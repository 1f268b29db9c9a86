using Course;
using Course.Running;
using Course.Terminal;
using Notebooks.OutOfProcess;

if (args is [CellProcesses.Argument, var pipe])
{
    await SessionServer.RunAsync(pipe);
    return ExitCode.Succeeded;
}

var terminal = new CourseTerminal();
try
{
    var code = await CourseCommandLine.RunAsync(args, terminal);
    // The command line waits a while for the work to stop, and then leaves it without a word.
    if (code is ExitCode.Cancelled or ExitCode.Terminated)
        terminal.Error("Stopped.");
    return code;
}
catch (OperationCanceledException)
{
    terminal.Error("Stopped.");
    return ExitCode.Cancelled;
}
catch (Exception e)
{
    // What the user can mend is told in a sentence; a defect of ours, or --verbose, with its stack trace.
    terminal.Error(ExpectedErrors.IsExpected(e) && !args.Contains(CourseCommandLine.Verbose) ? e.Message : e.ToString());
    return ExitCode.Failed;
}
