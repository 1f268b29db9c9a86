using Course;
using Course.Terminal;

var terminal = new CourseTerminal();
try
{
    return await CourseCommandLine.RunAsync(args, terminal);
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
