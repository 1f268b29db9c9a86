using System.CommandLine;
using Course.Terminal;
using TransferLearning.Hub;

namespace Course.Commands;

/// <summary><c>course download</c>: brings a model from the Hugging Face Hub into the cache, where every command and lesson finds it by its name.</summary>
internal sealed class DownloadCommand : Command
{
    public DownloadCommand(CourseTerminal terminal)
        : base("download", "Download a model from the Hugging Face Hub into its cache. HF_HOME, HF_TOKEN, HF_ENDPOINT, HF_HUB_OFFLINE and HTTPS_PROXY are heeded.")
    {
        var name = new Argument<string>("name") { Description = "The model's name on the Hub, for example distilbert-base-uncased." };
        var revision = new Option<string>("--revision") { Description = "The branch, tag or commit.", DefaultValueFactory = _ => "main" };
        var files = new Option<string[]>("--file") { Description = "A file, or a pattern with * and ?; may be given several times. Default: configuration, tokenizer and weights." };
        Arguments.Add(name);
        Options.Add(revision);
        Options.Add(files);

        SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(files) is { Length: > 0 } given ? given : null;
            var folder = await Hub.DownloadAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(revision), wanted, progress: null, cancellation);
            terminal.Line(folder);
            return ExitCode.Succeeded;
        });
    }
}
