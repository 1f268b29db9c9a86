using System.CommandLine;
using System.Globalization;
using Course.Serving;
using Course.Terminal;
using TransferLearning.Compression;
using TransferLearning.Hub;
using TransferLearning.Inference;

namespace Course.Commands;

/// <summary><c>course publish</c>: server, page and model as a folder that runs on any Linux without .NET, with the files that hosts want.</summary>
internal sealed class PublishCommand : Command
{
    /// <summary>What tells a published folder from any other.</summary>
    private const string Marker = "app/TransferLearning.Web.dll";

    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public PublishCommand(CourseRepository repository, CourseTerminal terminal)
        : base("publish", "Put a trained classifier, its server and its page into a folder that runs on any Linux (x64) without .NET, with Dockerfile, Procfile, heroku.yml, Kubernetes manifest and systemd unit.")
    {
        _repository = repository;
        _terminal = terminal;
        var model = new Option<string>("--model", "-m") { Description = "The folder of a trained model, or its name on the Hugging Face Hub.", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "The folder to make; an earlier published one is replaced.", Required = true };
        var int8 = new Option<bool>("--int8") { Description = "Quantize the model to eight bits first: a quarter of the size, and faster." };
        Options.Add(model);
        Options.Add(output);
        Options.Add(int8);
        SetAction((parsed, cancellation) => PublishAsync(parsed.GetRequiredValue(model), Path.GetFullPath(parsed.GetRequiredValue(output)), parsed.GetValue(int8), cancellation));
    }

    private async Task<int> PublishAsync(string model, string output, bool int8, CancellationToken cancellation)
    {
        RequireReplaceable(output);
        var temporary = $"{output}.{Environment.ProcessId}.tmp";
        var app = Path.Combine(temporary, "app");
        try
        {
            var folder = ModelFolder.Resolve(model).Path;
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
            var published = Path.Combine(app, "model");
            await Task.Run(() => PutModel(folder, published, int8, cancellation), cancellation);
            await PutPageAsync(Path.Combine(app, "page"), cancellation);
            _terminal.Line("Publishing the server …");
            await ServerFolder.PublishAsync(_repository, app, cancellation);
            HostingFiles.Write(temporary, name, SizeOf(published), SizeOf(app));

            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            Directory.Move(temporary, output);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }

        _terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Published into {CourseRepository.Shown(output)}, {SizeOf(output) / 1e6:0} MB. Try it: PORT=8080 {CourseRepository.Shown(Path.Combine(output, "app", "TransferLearning.Web"))}"));
        return ExitCode.Succeeded;
    }

    /// <summary>Copies the model, or quantizes it on the way, and makes sure that it answers.</summary>
    private static void PutModel(string folder, string output, bool int8, CancellationToken cancellation)
    {
        using (var classifier = TextClassifier.Load(folder))
            int8 &= classifier.Precision != "int8";

        if (int8)
        {
            Quantization.Quantize(folder, output, cancellationToken: cancellation);
        }
        else
        {
            Directory.CreateDirectory(output);
            var source = ModelFolder.Open(folder);
            foreach (var file in source.WeightFiles().Concat(source.TokenizerFiles).Append(source.ConfigPath))
                File.Copy(file, Path.Combine(output, Path.GetFileName(file)));
        }

        using var published = TextClassifier.Load(output);
        published.Predict("A short text that shows whether the model answers.");
    }

    private async Task PutPageAsync(string output, CancellationToken cancellation)
    {
        if (await WebPage.TryGetAsync(_repository, _terminal, cancellation) is not { } page)
            return;

        foreach (var file in Directory.EnumerateFiles(page, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(output, Path.GetRelativePath(page, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void RequireReplaceable(string output)
    {
        if (File.Exists(output))
            throw new CourseException($"{output} is a file, and a folder is to be made there. Choose another name.");
        if (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any() && !File.Exists(Path.Combine(output, Marker)))
            throw new CourseException($"{output} holds something that is no published server. Name an empty folder, or a new one.");
    }

    private static long SizeOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
