using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Terminal;
using TransferLearning.Inference;

namespace Course.Commands;

/// <summary><c>course predict</c>: labels for texts on the command line, or for the lines of standard input.</summary>
internal sealed class PredictCommand : Command
{
    // Readable text in the terminal: the output is no HTML.
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CourseTerminal _terminal;

    public PredictCommand(CourseTerminal terminal)
        : base("predict", "Label texts with a trained classifier.")
    {
        _terminal = terminal;
        var texts = new Argument<string[]>("texts") { Description = "The texts, each in quotes. Without any, each line of standard input is one.", Arity = ArgumentArity.ZeroOrMore };
        var model = new Option<string>("--model", "-m") { Description = "The folder of a trained model, or its name on the Hugging Face Hub.", Required = true };
        var json = new Option<bool>("--json") { Description = "Write one JSON object for each text, with the probability of every label." };
        Arguments.Add(texts);
        Options.Add(model);
        Options.Add(json);

        SetAction(async (parsed, cancellation) =>
        {
            var inputs = parsed.GetValue(texts) is { Length: > 0 } given ? given : await ReadLinesAsync(cancellation);
            if (inputs.Length == 0)
                throw new CourseException("There is no text to label: give texts in quotes, or lines on standard input.");

            return await Background.Run(
                () =>
                {
                    using var classifier = TextClassifier.Load(parsed.GetRequiredValue(model));
                    var results = classifier.Predict(inputs, cancellation);
                    if (parsed.GetValue(json))
                        WriteJson(inputs, results);
                    else
                        WriteTable(inputs, results);
                    return ExitCode.Succeeded;
                },
                cancellation);
        });
    }

    private static async Task<string[]> ReadLinesAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                lines.Add(line);
        }

        return [.. lines];
    }

    private void WriteTable(string[] texts, IReadOnlyList<TextPrediction> results) => _terminal.Table(
        ["Label", "Probability", "Text"],
        results.Select((result, i) => (IReadOnlyList<string>)[result.Label, result.Score.ToString("0.000", CultureInfo.InvariantCulture), texts[i]]));

    private void WriteJson(string[] texts, IReadOnlyList<TextPrediction> results)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            _terminal.Line(JsonSerializer.Serialize(
                new { text = texts[i], label = results[i].Label, scores = results[i].Scores.ToDictionary(result => result.Label, result => result.Score) }, s_json));
        }
    }
}
