using System.CommandLine;
using System.Globalization;
using Course.Classification;
using Course.Terminal;
using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Training;

namespace Course.Commands;

/// <summary><c>course train</c>: fine-tunes a checkpoint into a text classifier on any TSV, CSV or JSON lines, and saves it as a model folder.</summary>
internal sealed class TrainCommand : Command
{
    /// <summary>What suits the shipped checkpoint: it is small, so it learns at a higher rate than Hugging Face's default.</summary>
    private static readonly TrainingArguments s_defaults = new()
    {
        PerDeviceTrainBatchSize = 32,
        PerDeviceEvalBatchSize = 64,
        LearningRate = 2e-4,
        WeightDecay = 0.01,
        WarmupRatio = 0.1,
        LoggingSteps = 20,
        EvalStrategy = IntervalStrategy.Epoch,
        SaveStrategy = IntervalStrategy.Epoch,
        SaveTotalLimit = 1,
        GroupByLength = true,
    };

    private readonly CourseTerminal _terminal;
    private readonly DataOptions _data = new(choosesLabels: true);
    private readonly TokenOptions _tokens = new();
    private readonly TrainingOptions _training = new(s_defaults, new Dictionary<string, string> { [nameof(TrainingArguments.OutputDir)] = "--output" });

    private readonly Option<string> _model = new("--model", "-m") { Description = $"The checkpoint to start from: a folder, a name under data/checkpoints, or one on the Hugging Face Hub; or '{WordVectorClassifier.Name}' for the shipped word vectors and a fresh LSTM.", DefaultValueFactory = _ => CourseRepository.ShippedCheckpoint };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o") { Description = "The folder of the trained model; its checkpoints lie in it while it is trained.", Required = true };
    private readonly Option<int?> _maxExamples = new("--max-examples") { Description = "Train on this many examples, balanced over the labels, instead of all." };
    private readonly Option<bool> _fromScratch = new("--from-scratch") { Description = "Take only the shape and the vocabulary of --model and begin with fresh weights, to see what pre-training is worth." };
    private readonly Option<bool> _freeze = new("--freeze-body") { Description = "Train only the head; the pre-trained body stays as it is." };
    private readonly Option<ClassificationHead?> _head = new("--head") { Description = "One of the course's heads (plain, small, custom) instead of the architecture's own." };
    private readonly Option<int> _headEpochs = new("--head-epochs") { Description = "Passes in which the head of --head is trained on the frozen body's features first, before the whole model; the recipe of the customised RoBERTa has 12.", DefaultValueFactory = _ => 0 };
    private readonly Option<int?> _earlyStopping = new("--early-stopping") { Description = "Stop when so many evaluations in a row are no better by --metric-for-best-model." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the last checkpoint in --output." };
    private readonly Option<DirectoryInfo?> _tensorBoard = new("--tensorboard") { Description = "A folder to write the curves of the training to, for TensorBoard." };

    public TrainCommand(CourseTerminal terminal)
        : base("train", "Train a text classifier on any TSV, CSV or JSON lines with a text and a label for each example.")
    {
        _terminal = terminal;
        _data.AddTo(this);
        _tokens.AddTo(this);
        foreach (var option in new Option[] { _model, _output, _maxExamples, _fromScratch, _freeze, _head, _headEpochs, _earlyStopping, _resume, _tensorBoard })
            Options.Add(option);
        _training.AddTo(this);
        SetAction((parsed, cancellation) => Background.Run(() => Train(parsed, cancellation), cancellation));
    }

    private int Train(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.GetRequiredValue(_output).FullName;
        var arguments = _training.Read(parsed) with { OutputDir = Path.Combine(output, "checkpoints") };

        var data = _data.Read(parsed);
        foreach (var note in data.Notes)
            _terminal.Line(note);
        var train = parsed.GetValue(_maxExamples) is { } most && most < data.Train.Count ? data.Train.TakeBalanced(most, arguments.Seed) : data.Train;
        _terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{train.Count:N0} examples to train on, {data.Validation?.Count ?? 0:N0} to validate, {data.Test?.Count ?? 0:N0} to test; labels: {string.Join(", ", data.LabelNames)}"));

        torch.manual_seed(arguments.Seed);
        using var classifier = Start(parsed, train);
        if (parsed.GetValue(_freeze))
            Freeze(classifier);
        _terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{classifier.Model.GetType().Name}: {classifier.Model.NumParameters():N0} weights, {classifier.Model.NumParameters(trainableOnly: true):N0} of them trained"));

        var tokenize = _tokens.Tokenizer(parsed, classifier.Tokenizer, _terminal);
        var validation = data.Validation is null ? null : tokenize(data.Validation);
        if (validation is null)
        {
            _terminal.Line("There is no validation split: nothing is evaluated during training.");
            arguments = arguments with { EvalStrategy = IntervalStrategy.No, LoadBestModelAtEnd = false };
        }

        var trainer = Fit(parsed, classifier, arguments, tokenize(train), validation, cancellation);
        classifier.Model.SavePretrained(output, tokenizer: classifier.Tokenizer);
        if ((data.Test is null ? validation : tokenize(data.Test)) is { } held)
        {
            var prediction = trainer.Predict(held, cancellation);
            _terminal.Line();
            _terminal.Line($"On the {(data.Test is null ? "validation" : "test")} split, accuracy {prediction.Confidence()}:");
            _terminal.Line(prediction.Metrics.Report.ToString());
        }

        _terminal.Line();
        _terminal.Line($"Saved to {output}. Try it: ./course predict --model {output} \"your text\"");
        return ExitCode.Succeeded;
    }

    /// <summary>Trains the whole model, after its head alone if that is asked for.</summary>
    private Trainer Fit(
        ParseResult parsed, LoadedClassifier classifier, TrainingArguments arguments, TokenizedDataset train, TokenizedDataset? validation, CancellationToken cancellation)
    {
        var (callbacks, resume) = (Callbacks(parsed, arguments), parsed.GetValue(_resume));
        var trainer = new Trainer(classifier.Model, arguments, train, validation, callbacks);
        if (parsed.GetValue(_headEpochs) is not (> 0 and var headEpochs))
        {
            trainer.Train(resume, cancellation);
            return trainer;
        }

        var stages = new HeadFirstArguments { FineTuning = arguments };
        stages = stages with { Head = stages.Head with { Epochs = headEpochs, Seed = arguments.Seed } };
        var output = HeadFirst(classifier).Train(train, validation, stages, callbacks, resume, cancellation);
        if (output.AfterHead is { } afterHead)
            _terminal.Line($"With the trained head on the untouched body: {afterHead}");
        return trainer;
    }

    private LoadedClassifier Start(ParseResult parsed, Dataset train)
    {
        var (name, head, fromScratch) = (parsed.GetRequiredValue(_model), parsed.GetValue(_head), parsed.GetValue(_fromScratch));
        if (name != WordVectorClassifier.Name)
            return fromScratch ? LoadedClassifier.FromScratch(name, train.LabelNames, head) : LoadedClassifier.Load(name, train.LabelNames, head);
        return head is null && !fromScratch
            ? WordVectorClassifier.Create(train.Select(example => example.Text), train.LabelNames, _tokens.MaxLength(parsed), WordVectors.Load())
            : throw new CourseException($"{(fromScratch ? "--from-scratch" : "--head")} is for models with a pre-trained body; '{WordVectorClassifier.Name}' has none.");
    }

    private List<TrainerCallback> Callbacks(ParseResult parsed, TrainingArguments arguments)
    {
        var display = new TrainingDisplay(_terminal);
        List<TrainerCallback> callbacks = [display.Progress(), display];
        if (parsed.GetValue(_tensorBoard) is { } folder)
            callbacks.Add(new TensorBoardCallback(folder.FullName));
        if (parsed.GetValue(_earlyStopping) is { } patience)
        {
            callbacks.Add(arguments.EvalStrategy != IntervalStrategy.No
                ? new EarlyStoppingCallback(patience, metric: arguments.MetricForBestModel)
                : throw new CourseException("--early-stopping looks at evaluations during training, and there are none: give a validation split, and --eval-strategy epoch or steps."));
        }

        return callbacks;
    }

    private static HeadFirstFineTuning HeadFirst(LoadedClassifier classifier) => classifier.Model is EncoderForSequenceClassification model
        ? new HeadFirstFineTuning(model)
        : throw new CourseException("--head-epochs trains one of the course's heads: choose it with --head plain, small or custom.");

    private static void Freeze(LoadedClassifier classifier)
    {
        var body = classifier.Model.Encoder ?? throw new CourseException($"--freeze-body is for models with a pre-trained body; {classifier.Model.GetType().Name} has none.");
        body.Freeze();
    }
}
