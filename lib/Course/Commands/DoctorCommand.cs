using System.CommandLine;
using Course.Checks;
using Course.Terminal;
using Spectre.Console;

namespace Course.Commands;

/// <summary><c>course doctor</c>: what of a lesson's wants is there, and how to mend what is not.</summary>
internal sealed class DoctorCommand : Command
{
    public DoctorCommand(CourseRepository repository, CourseTerminal terminal)
        : base("doctor", "Check this machine and this clone for everything that a lesson could want.")
    {
        SetAction(async (_, cancellation) =>
        {
            var checks = await MachineChecks.RunAsync(repository, cancellation);
            foreach (var check in checks)
                Print(terminal, check);

            var failed = checks.Count(check => check.Required && !check.Found);
            terminal.Line();
            terminal.Line(failed == 0 ? "Everything that the lessons need is here." : $"{failed} of the things that the lessons need are missing: see the fixes above.");
            return failed == 0 ? ExitCode.Succeeded : ExitCode.Failed;
        });
    }

    private static void Print(CourseTerminal terminal, CheckResult check)
    {
        var colour = check.Found ? "green" : check.Required ? "red" : "yellow";
        var status = Markup.Escape(check.Found ? "[OK]     " : "[MISSING]");
        terminal.Markup($"[{colour}]{status}[/] {Markup.Escape(check.Name)}: {Markup.Escape(check.Detail)}");
        if (!check.Found)
            terminal.Markup($"          fix: {Markup.Escape(check.Fix)}");
    }
}
