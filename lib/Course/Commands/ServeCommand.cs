using System.CommandLine;
using Course.Serving;
using Course.Terminal;
using TransferLearning.Web.Hosting;

namespace Course.Commands;

/// <summary><c>course serve</c>: a trained classifier behind a web API, with a page for people.</summary>
internal sealed class ServeCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public ServeCommand(CourseRepository repository, CourseTerminal terminal)
        : base("serve", "Serve a trained classifier: POST /predict and a page on one port. Ctrl-C ends it after the requests that it took; SIGHUP loads the model anew.")
    {
        _repository = repository;
        _terminal = terminal;
        var model = new Option<string>("--model", "-m") { Description = "The folder of a trained model, or its name on the Hugging Face Hub.", Required = true };
        var noPage = new Option<bool>("--no-page") { Description = "Only the API." };
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop when the standard input ends: for a program that starts this one through a pipe." };
        var settings = ServerSettings.All.ToDictionary(setting => setting.Name, setting => new Option<string?>("--" + setting.Name) { Description = setting.Description, HelpName = setting.Name });
        Options.Add(model);
        Options.Add(noPage);
        Options.Add(untilInputEnds);
        foreach (var setting in settings.Values)
            Options.Add(setting);

        SetAction((parsed, cancellation) =>
        {
            var given = settings.Where(setting => parsed.GetValue(setting.Value) is not null).ToDictionary(setting => setting.Key, setting => parsed.GetValue(setting.Value)!);
            var defaults = new ServerOptions { Model = parsed.GetRequiredValue(model), Log = terminal.IsInteractive ? LogFormat.Text : LogFormat.Json };
            return ServeAsync(ServerSettings.Apply(defaults, Environment.GetEnvironmentVariable, given), parsed.GetValue(noPage), parsed.GetValue(untilInputEnds), cancellation);
        });
    }

    private async Task<int> ServeAsync(ServerOptions options, bool noPage, bool untilInputEnds, CancellationToken cancellation)
    {
        var page = noPage ? null : await WebPage.TryGetAsync(_repository, _terminal, cancellation);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var serving = ServerProgram.RunAsync(options with { Page = page }, url => _terminal.Line($"Listening at {url}"), stopping.Token);
        if (untilInputEnds && await Task.WhenAny(serving, InputEndsAsync()) != serving)
            await stopping.CancelAsync();
        await serving;
        return ExitCode.Succeeded;
    }

    /// <summary>Reads the standard input away; it is read on a thread of its own, because a console's cannot be waited for otherwise.</summary>
    private static Task InputEndsAsync() => Task.Run(static () =>
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(Stream.Null);
    });
}
