using System.CommandLine;
using Course.Publishing;
using Course.Running;
using Course.Terminal;

namespace Course.Commands;

/// <summary><c>course site</c>: makes a static site of all lessons, with their stored outputs.</summary>
internal sealed class SiteCommand : Command
{
    public SiteCommand(CourseRepository repository, CourseTerminal terminal)
        : base("site", "Make a static site of all lessons, with their stored outputs; it works from a folder, without a server.")
    {
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "The folder for the site; what an earlier site left there is replaced. Default: .course/site" };
        Options.Add(output);
        SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetValue(output)?.FullName ?? repository.Site;
            LessonSetup.Write(repository);
            var pages = await new SiteBuilder(repository, await WebPackages.GetAsync(repository, cancellation)).BuildAsync(folder, cancellation);
            terminal.Line($"{pages} pages. Open {CourseRepository.Shown(Path.Combine(folder, "index.html"))} in a browser.");
            return ExitCode.Succeeded;
        });
    }
}
