using System.CommandLine;
using System.Globalization;
using Course.Classification;
using Course.Terminal;
using TorchSharp;
using TransferLearning.Compression;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Training;

namespace Course.Commands;

/// <summary><c>course compress</c>: makes a trained classifier smaller and faster, and holds it against the one that it was made from.</summary>
internal sealed class CompressCommand : Command
{
    private const int MaxLength = 128, ImportanceExamples = 512, CalibrationTexts = 200;

    private readonly CourseTerminal _terminal;
    private readonly DataOptions _data = new();
    private readonly CompressionOptions _compression = new();
    private readonly Option<string> _model = new("--model", "-m") { Description = "The folder of a trained model, or its name on the Hugging Face Hub.", Required = true };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o") { Description = "The folder of the compressed model.", Required = true };

    public CompressCommand(CourseTerminal terminal)
        : base("compress", "Make a trained classifier smaller and faster: eight-bit weights, fewer layers, heads and features.")
    {
        _terminal = terminal;
        _data.AddTo(this);
        Options.Add(_model);
        Options.Add(_output);
        _compression.AddTo(this);
        SetAction((parsed, cancellation) => Background.Run(() => Compress(parsed, cancellation), cancellation));
    }

    private int Compress(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = _compression.Read(parsed);
        var (model, output) = (parsed.GetRequiredValue(_model), parsed.GetRequiredValue(_output).FullName);
        using var teacher = LoadedClassifier.Open(model);
        var data = _data.Read(parsed, teacher.Model.Config.Labels);
        var held = data.Test ?? data.Validation ?? data.Train;

        if (!plan.ChangesWeights)
        {
            Quantize(plan, model, output, data, cancellation);
        }
        else
        {
            using var smaller = Shrink(plan, teacher, data, cancellation);
            if (plan.Int8)
            {
                var between = Directory.CreateTempSubdirectory("course-compress-").FullName;
                try
                {
                    smaller.SavePretrained(between, tokenizer: teacher.Tokenizer);
                    Quantize(plan, between, output, data, cancellation);
                }
                finally
                {
                    Directory.Delete(between, recursive: true);
                }
            }
            else
            {
                smaller.SavePretrained(output, tokenizer: teacher.Tokenizer);
            }
        }

        _terminal.Line();
        _terminal.Line($"On {held.Count:N0} examples of {_data.Path(parsed)}:");
        _terminal.Line(CompareModels.ToTable(CompareModels.Measure([teacher.Model.LoadReport!.Source, output], held, cancellationToken: cancellation)).ToPlainText());
        _terminal.Line($"Saved to {output}. Try it: ./course predict --model {output} \"your text\"");
        return ExitCode.Succeeded;
    }

    /// <summary>The model with fewer layers, heads, features or weights, after it learnt from the whole one.</summary>
    private SequenceClassificationModel Shrink(CompressionPlan plan, LoadedClassifier teacher, DatasetDict data, CancellationToken cancellation)
    {
        var arguments = plan.Learning.Training;
        torch.manual_seed(arguments.Seed);
        var student = Distillation.CreateStudent(teacher.Model, plan.Layers ?? teacher.Model.Config.Depth);
        try
        {
            if (plan.CutsStructure)
            {
                var examples = data.Train.Count > ImportanceExamples ? data.Train.TakeBalanced(ImportanceExamples, arguments.Seed) : data.Train;
                var importance = Importance.Measure(student, Tokenize(examples), cancellationToken: cancellation);
                var whole = student;
                student = StructuredPruning.Prune(whole, importance, plan.Structure);
                whole.Dispose();
            }

            _terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{student.NumParameters():N0} of {teacher.Model.NumParameters():N0} weights are left."));
            if (arguments.NumTrainEpochs > 0)
            {
                var display = new TrainingDisplay(_terminal);
                List<TrainerCallback> callbacks = [display.Progress(), display];
                if (plan.Sparsity > 0) callbacks.Add(new GradualPruning(student, plan.Sparsity));
                Distillation.Train(teacher.Model, student, Tokenize(data.Train), null, plan.Learning, callbacks, cancellationToken: cancellation);
            }
            else if (plan.Sparsity > 0)
            {
                MagnitudePruning.Prune(student, plan.Sparsity);
            }

            if (plan.Sparsity > 0) _terminal.Line(MagnitudePruning.Measure(student).ToString());
            return student;
        }
        catch
        {
            student.Dispose();
            throw;
        }

        TokenizedDataset Tokenize(Dataset dataset) => TokenizedDataset.Create(dataset, teacher.Tokenizer, MaxLength);
    }

    private void Quantize(CompressionPlan plan, string model, string output, DatasetDict data, CancellationToken cancellation)
    {
        var result = Quantization.Quantize(
            model,
            output,
            new QuantizationOptions
            {
                Method = plan.Method,
                CalibrationTexts = [.. data.Train.Take(Math.Min(CalibrationTexts, data.Train.Count)).Select(example => example.Text)],
                Tolerance = plan.Tolerance is { } loss ? new CompressionTolerance(data.Validation ?? data.Train, loss) : null,
            },
            cancellation);
        _terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Weights in eight bits: {result.BytesBefore:N0} bytes became {result.BytesAfter:N0}."));
        foreach (var name in result.Config.KeptInFloat) _terminal.Line($"Kept in floating point: {name}");
    }
}
