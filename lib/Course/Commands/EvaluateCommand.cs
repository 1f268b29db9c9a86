using System.CommandLine;
using Course.Classification;
using Course.Terminal;
using TransferLearning.Inference;

namespace Course.Commands;

/// <summary><c>course evaluate</c>: precision, recall and F1 of a trained classifier on labelled texts.</summary>
internal sealed class EvaluateCommand : Command
{
    public EvaluateCommand(CourseTerminal terminal)
        : base("evaluate", "Measure a trained classifier on labelled texts.")
    {
        var data = new DataOptions();
        data.AddTo(this);
        var model = new Option<string>("--model", "-m") { Description = "The folder of a trained model, or its name on the Hugging Face Hub.", Required = true };
        var split = new Option<string?>("--split") { Description = "train, validation or test. Default: test, or validation where there is no test." };
        split.AcceptOnlyFromAmong("train", "validation", "test");
        var tokens = new TokenOptions();
        Options.Add(model);
        Options.Add(split);
        tokens.AddTo(this);

        SetAction((parsed, cancellation) => Background.Run(() =>
        {
            using var classifier = TextClassifier.Load(parsed.GetRequiredValue(model));
            var splits = data.Read(parsed, classifier.Labels);
            var name = parsed.GetValue(split) ?? (splits.Test is not null ? "test" : splits.Validation is not null ? "validation" : "train");
            var tokenized = tokens.Tokenizer(parsed, classifier.Tokenizer, terminal, classifier.MaxTokens)(splits[name]);
            var metrics = classifier.Evaluate(tokenized, cancellation);
            terminal.Line($"On the {name} split of {data.Path(parsed)}: {metrics}");
            terminal.Line(metrics.Report.ToString());
            return ExitCode.Succeeded;
        }, cancellation));
    }
}
