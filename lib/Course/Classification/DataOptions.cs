using System.CommandLine;
using TransferLearning.Data;

namespace Course.Classification;

/// <summary>The options by which <c>train</c>, <c>evaluate</c> and <c>predict</c> name their data.</summary>
/// <param name="choosesLabels">Whether the user may say which labels there are; otherwise a model does.</param>
internal sealed class DataOptions(bool choosesLabels = false)
{
    private readonly Option<string> _data = new("--data", "-d")
    {
        Description = "A folder with train, validation (or dev) and test files (.tsv, .csv or .jsonl), or one such file; Stanford's aclImdb folder or .tar.gz; GLUE's SST-2.zip. The names imdb and sst2 stand for the latter two, which are downloaded.",
        Required = true,
    };

    private readonly Option<string?> _text = new("--text-column") { Description = "The column of the texts. Default: sentence, text, review, …" };
    private readonly Option<string?> _label = new("--label-column") { Description = "The column of the labels. Default: label, sentiment, …" };

    private readonly Option<string?> _labels = new("--labels") { Description = "The labels in the order of their numbers, such as negative,positive. Default: those of the data, numbers from 0 without a gap as they are, names in alphabetical order." };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_text);
        command.Options.Add(_label);
        if (choosesLabels)
            command.Options.Add(_labels);
    }

    /// <summary>The path that the user named.</summary>
    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_data);

    /// <summary>Reads the data.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="labels">The labels that a model knows; null takes those that the user names, or else those of the data.</param>
    public DatasetDict Read(ParseResult parsed, IReadOnlyList<string>? labels = null)
    {
        if (choosesLabels)
            labels ??= parsed.GetValue(_labels)?.Split(',', StringSplitOptions.TrimEntries);
        return Path(parsed) switch
        {
            "imdb" when !Exists("imdb") => ImdbReader.Download(),
            "sst2" when !Exists("sst2") => Sst2Reader.Download(),
            var path => DatasetReader.Read(path, new DelimitedReaderOptions(parsed.GetValue(_text), parsed.GetValue(_label), labels)),
        };
    }

    /// <summary>A folder or file of the user's own goes before a name.</summary>
    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);
}
