using System.CommandLine;
using TransferLearning.Compression;
using TransferLearning.Models;
using TransferLearning.Training;

namespace Course.Classification;

/// <summary>The options of <c>course compress</c>.</summary>
internal sealed class CompressionOptions
{
    private readonly Option<bool> _int8 = new("--int8") { Description = "Store the weights in eight bits, and multiply in eight bits." };
    private readonly Option<bool> _static = new("--static") { Description = "With --int8: measure the ranges of the layers' inputs once, on 200 texts of the training data, instead of token by token." };
    private readonly Option<double?> _tolerance = new("--tolerance") { Description = "With --int8: how much accuracy on the validation data may be lost, from 0 to 1; sensitive layers stay in floating point." };
    private readonly Option<int?> _layers = new("--layers") { Description = "Teach a student with this many layers what the model knows." };
    private readonly Option<double> _heads = new("--prune-heads") { Description = "The share of the attention heads to cut out, from 0 to below 1." };
    private readonly Option<double> _features = new("--prune-features") { Description = "The share of the feed-forward features to cut out, from 0 to below 1." };
    private readonly Option<double> _sparsity = new("--sparsity") { Description = "The share of the weights to set to zero little by little, from 0 to below 1; the file keeps its size." };
    private readonly Option<double> _epochs = new("--epochs") { Description = "Passes over the training data to learn from the whole model what was lost; 0 for none.", DefaultValueFactory = _ => 2 };
    private readonly Option<double> _rate = new("--learning-rate") { Description = "The highest learning rate.", DefaultValueFactory = _ => 2e-4 };
    private readonly Option<double> _temperature = new("--temperature") { Description = "How soft the teacher's answers are made.", DefaultValueFactory = _ => 2 };
    private readonly Option<double> _alpha = new("--alpha") { Description = "The teacher's share of the loss, from 0 to 1; the rest is the labels'.", DefaultValueFactory = _ => 0.7 };
    private readonly Option<double> _hidden = new("--hidden-state-weight") { Description = "The weight of the difference between the hidden states of student and teacher." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _int8, _static, _tolerance, _layers, _heads, _features, _sparsity, _epochs, _rate, _temperature, _alpha, _hidden })
            command.Options.Add(option);
    }

    /// <summary>What is asked for.</summary>
    /// <exception cref="CourseException">Nothing is.</exception>
    public CompressionPlan Read(ParseResult parsed)
    {
        var structure = new StructuredPruningOptions { Heads = parsed.GetValue(_heads), Features = parsed.GetValue(_features) };
        var plan = new CompressionPlan
        {
            Int8 = parsed.GetValue(_int8),
            Method = parsed.GetValue(_static) ? QuantizationMethod.Static : QuantizationMethod.Dynamic,
            Tolerance = parsed.GetValue(_tolerance),
            Layers = parsed.GetValue(_layers),
            Structure = structure,
            Sparsity = parsed.GetValue(_sparsity),
            Learning = new DistillationArguments
            {
                Temperature = parsed.GetValue(_temperature),
                Alpha = parsed.GetValue(_alpha),
                HiddenStateWeight = parsed.GetValue(_hidden),
                Training = new TrainingArguments
                {
                    NumTrainEpochs = parsed.GetValue(_epochs),
                    LearningRate = parsed.GetValue(_rate),
                    PerDeviceTrainBatchSize = 32,
                    WarmupRatio = 0.1,
                    GroupByLength = true,
                },
            },
        };
        if (!plan.Int8 && !plan.ChangesWeights) throw new CourseException("There is nothing to do: ask for --int8, --layers, --prune-heads, --prune-features or --sparsity.");
        if (!plan.Int8 && (plan.Method == QuantizationMethod.Static || plan.Tolerance is not null)) throw new CourseException("--static and --tolerance are for --int8: add it.");
        return plan;
    }
}
