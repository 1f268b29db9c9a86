using System.CommandLine;
using System.Globalization;
using Course.Classification;
using Course.Terminal;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Training;

namespace Course.Commands;

/// <summary><c>course train</c>: fine-tunes a checkpoint into a text classifier on any TSV or CSV, and saves it as a model folder.</summary>
internal sealed class TrainCommand : Command
{
    private readonly CourseTerminal _terminal;
    private readonly DataOptions _data = new();

    private readonly Option<string> _model = new("--model", "-m") { Description = "The checkpoint to start from: a folder, a name under data/checkpoints, or one on the Hugging Face Hub.", DefaultValueFactory = _ => CourseRepository.ShippedCheckpoint };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o") { Description = "The folder of the trained model; its checkpoints lie in it while it is trained.", Required = true };
    private readonly Option<int?> _maxExamples = new("--max-examples") { Description = "Train on this many examples, balanced over the labels, instead of all." };
    private readonly Option<int> _maxLength = new("--max-length") { Description = "Tokens of a text that count; longer texts are cut.", DefaultValueFactory = _ => 128 };
    private readonly Option<double> _epochs = new("--epochs") { Description = "Passes over the training data.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _batch = new("--batch-size") { Description = "Examples in a batch.", DefaultValueFactory = _ => 32 };
    private readonly Option<double> _rate = new("--learning-rate") { Description = "The highest learning rate.", DefaultValueFactory = _ => 2e-4 };
    private readonly Option<double> _decay = new("--weight-decay") { Description = "Weight decay of matrices.", DefaultValueFactory = _ => 0.01 };
    private readonly Option<double> _warmup = new("--warmup-ratio") { Description = "The share of the steps over which the learning rate rises.", DefaultValueFactory = _ => 0.1 };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed gives the same weights.", DefaultValueFactory = _ => 42 };
    private readonly Option<bool> _freeze = new("--freeze-body") { Description = "Train only the head; the pre-trained body stays as it is." };
    private readonly Option<ClassificationHead?> _head = new("--head") { Description = "One of the course's heads (plain, small, custom) instead of the architecture's own." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the last checkpoint in --output." };

    public TrainCommand(CourseTerminal terminal)
        : base("train", "Train a text classifier on any TSV or CSV with a text and a label column.")
    {
        _terminal = terminal;
        _data.AddTo(this);
        foreach (var option in new Option[] { _model, _output, _maxExamples, _maxLength, _epochs, _batch, _rate, _decay, _warmup, _seed, _freeze, _head, _resume })
            Options.Add(option);
        SetAction((parsed, cancellation) => Background.Run(() => Train(parsed, cancellation), cancellation));
    }

    private int Train(ParseResult parsed, CancellationToken cancellation)
    {
        var arguments = TrainingArgumentsOf(parsed);
        arguments.Validate();
        var output = parsed.GetRequiredValue(_output).FullName;

        var data = _data.Read(parsed);
        foreach (var note in data.Notes)
            _terminal.Line(note);
        var train = parsed.GetValue(_maxExamples) is { } most && most < data.Train.Count ? data.Train.TakeBalanced(most, parsed.GetValue(_seed)) : data.Train;
        _terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{train.Count:N0} examples to train on, {data.Validation?.Count ?? 0:N0} to validate, {data.Test?.Count ?? 0:N0} to test; labels: {string.Join(", ", data.LabelNames)}"));

        TorchSharp.torch.manual_seed(parsed.GetValue(_seed));
        using var classifier = LoadedClassifier.Load(parsed.GetRequiredValue(_model), data.LabelNames, parsed.GetValue(_head));
        if (parsed.GetValue(_freeze))
            Freeze(classifier);
        _terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{classifier.Model.GetType().Name}: {classifier.Model.NumParameters():N0} weights, {classifier.Model.NumParameters(trainableOnly: true):N0} of them trained"));

        var validation = data.Validation is null ? null : Tokenize(data.Validation);
        var display = new TrainingDisplay(_terminal);
        var trainer = new Trainer(
            classifier.Model,
            arguments with { EvalStrategy = validation is null ? IntervalStrategy.No : IntervalStrategy.Epoch },
            Tokenize(train),
            validation,
            [display.Progress(), display]);
        trainer.Train(parsed.GetValue(_resume), cancellation);

        classifier.Model.SavePretrained(output);
        classifier.Tokenizer.SavePretrained(output);
        if ((data.Test is null ? validation : Tokenize(data.Test)) is { } held)
        {
            _terminal.Line();
            _terminal.Line($"On the {(data.Test is null ? "validation" : "test")} split:");
            _terminal.Line(trainer.Evaluate(held, cancellation).Report.ToString());
        }

        _terminal.Line();
        _terminal.Line($"Saved to {output}. Try it: ./course predict --model {output} \"your text\"");
        return ExitCode.Succeeded;

        TokenizedDataset Tokenize(Dataset dataset) => TokenizedDataset.Create(dataset, classifier.Tokenizer, parsed.GetValue(_maxLength));
    }

    private TrainingArguments TrainingArgumentsOf(ParseResult parsed) => new()
    {
        OutputDir = Path.Combine(parsed.GetRequiredValue(_output).FullName, "checkpoints"),
        NumTrainEpochs = parsed.GetValue(_epochs),
        PerDeviceTrainBatchSize = parsed.GetValue(_batch),
        PerDeviceEvalBatchSize = 64,
        LearningRate = parsed.GetValue(_rate),
        WeightDecay = parsed.GetValue(_decay),
        WarmupRatio = parsed.GetValue(_warmup),
        Seed = parsed.GetValue(_seed),
        LoggingSteps = 20,
        SaveStrategy = IntervalStrategy.Epoch,
        SaveTotalLimit = 1,
        GroupByLength = true,
    };

    private static void Freeze(LoadedClassifier classifier)
    {
        var body = classifier.Model.Encoder ?? throw new CourseException($"--freeze-body is for models with a pre-trained body; {classifier.Model.GetType().Name} has none.");
        body.Freeze();
    }
}
