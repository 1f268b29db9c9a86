using System.Globalization;
using TransferLearning.Hub;

namespace TransferLearning.Pretraining;

/// <summary>One line of a pre-training's log.</summary>
/// <param name="Step">Optimizer steps made.</param>
/// <param name="Epoch">Passes over the text made, with a fraction.</param>
/// <param name="Loss">The mean training loss of the steps since the line before.</param>
/// <param name="EvalLoss">The masked-language loss on held-out text, where it was measured.</param>
/// <param name="EvalSentenceAccuracy">The share of held-out sequences whose class was guessed, where there are classes and it was measured.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="TokensPerSecond">Tokens read per second since the line before.</param>
public sealed record PretrainingLogLine(int Step, double Epoch, double Loss, double? EvalLoss, double? EvalSentenceAccuracy, double LearningRate, double TokensPerSecond)
{
    /// <summary>The perplexity on held-out text: e to the power of the loss.</summary>
    public double? EvalPerplexity => EvalLoss is { } loss ? Math.Exp(loss) : null;
}

/// <summary>The log of a pre-training as a TSV file with a header, whole after every line.</summary>
public sealed class PretrainingLog
{
    private const string Header = "step\tepoch\tloss\teval_loss\teval_sentence_accuracy\tlearning_rate\ttokens_per_second";
    private readonly string _path;
    private readonly List<PretrainingLogLine> _lines = [];

    /// <summary>Begins a log, or goes on with one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="resumeAfter">Keeps the lines up to this step of an existing file; 0 begins anew.</param>
    internal PretrainingLog(string path, int resumeAfter)
    {
        _path = path;
        if (resumeAfter > 0 && File.Exists(path)) _lines.AddRange(Read(path).Where(line => line.Step <= resumeAfter));
    }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<PretrainingLogLine> Lines => _lines;

    /// <summary>Reads a log.</summary>
    /// <exception cref="InvalidDataException">The file is not such a log.</exception>
    public static IReadOnlyList<PretrainingLogLine> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines is not [Header, ..]) throw new InvalidDataException($"'{path}' is no log of a pre-training: its first line is not '{Header.Replace("\t", "<tab>", StringComparison.Ordinal)}'.");
        return [.. lines.Skip(1).Select((line, i) => Parse(path, i + 2, line.Split('\t')))];
    }

    internal void Add(PretrainingLogLine line)
    {
        _lines.Add(line);
        AtomicFile.WriteText(_path, string.Concat(_lines.Select(Format).Prepend(Header).Select(text => text + "\n")));
    }

    private static string Format(PretrainingLogLine line) => string.Create(
        CultureInfo.InvariantCulture, $"{line.Step}\t{line.Epoch:F3}\t{line.Loss:F4}\t{line.EvalLoss:F4}\t{line.EvalSentenceAccuracy:F4}\t{line.LearningRate:G4}\t{line.TokensPerSecond:F0}");

    private static PretrainingLogLine Parse(string path, int number, string[] fields)
    {
        try
        {
            double Value(int i) => double.Parse(fields[i], CultureInfo.InvariantCulture);
            double? Measured(int i) => fields[i].Length == 0 ? null : Value(i);
            return new PretrainingLogLine(
                int.Parse(fields[0], CultureInfo.InvariantCulture), Value(1), Value(2), Measured(3), Measured(4), Value(5), Value(6));
        }
        catch (Exception error) when (error is FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{path}({number}): not a line of a pre-training's log: {error.Message}", error);
        }
    }
}
