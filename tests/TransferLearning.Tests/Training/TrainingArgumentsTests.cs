using TransferLearning.Tests.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class TrainingArgumentsTests
{
    public static TheoryData<TrainingArguments, string> Wrong => new()
    {
        { new() { LearningRate = 0 }, "LearningRate is 0, but must be above 0" },
        { new() { LearningRate = double.NaN }, "LearningRate is NaN" },
        { new() { NumTrainEpochs = -1 }, "NumTrainEpochs is -1" },
        { new() { MaxSteps = 0 }, "MaxSteps is 0, but must be -1" },
        { new() { PerDeviceTrainBatchSize = 0 }, "PerDeviceTrainBatchSize is 0, but must be at least 1" },
        { new() { WarmupRatio = 1.5 }, "WarmupRatio is 1.5, but must be between 0 and 1" },
        { new() { LabelSmoothingFactor = 1 }, "LabelSmoothingFactor is 1" },
        { new() { ClassWeights = [1, -1] }, "ClassWeights is 1, -1" },
        { new() { MetricForBestModel = "acuracy" }, "MetricForBestModel is acuracy, but must be loss, accuracy, precision, recall, f1, f1_micro, f1_weighted, matthews_correlation, roc_auc" },
        { new() { ClassWeights = [1, 2], BalanceClasses = true }, "BalanceClasses is True, but must be false when ClassWeights are given" },
        { new() { GradualUnfreezingEpochs = -1 }, "GradualUnfreezingEpochs is -1" },
        { new() { LrStepSize = 0 }, "LrStepSize is 0, but must be at least 1" },
        { new() { LrGamma = 0 }, "LrGamma is 0, but must be above 0 and at most 1" },
        { new() { SgdMomentum = 1 }, "SgdMomentum is 1" },
        { new() { DataloaderPrefetchFactor = -1 }, "DataloaderPrefetchFactor is -1" },
        { new() { PadToLength = 0 }, "PadToLength is 0" },
        { new() { Device = " " }, "Device is empty" },
        { new() { LoadBestModelAtEnd = true }, "OutputDir is not set" },
        { new() { LoadBestModelAtEnd = true, OutputDir = "x", EvalStrategy = IntervalStrategy.Epoch }, "SaveStrategy is Steps (500 steps)" },
        { new() { LoadBestModelAtEnd = true, OutputDir = "x", EvalStrategy = IntervalStrategy.Steps, EvalSteps = 50 }, "whenever the model is evaluated (Steps, 50 steps)" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_out_of_its_range_is_told_with_value_and_range(TrainingArguments arguments, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(arguments.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void The_defaults_are_valid() => new TrainingArguments().Validate();

    [Fact]
    public void Bfloat16_is_refused_with_the_reason_and_a_way_out()
    {
        var message = Assert.Throws<NotSupportedException>(new TrainingArguments { Bf16 = true }.Validate).Message;

        Assert.Contains("no autocast", message, StringComparison.Ordinal);
        Assert.Contains("GradientAccumulationSteps higher", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_written_to_json_read_back_the_same_with_hugging_faces_names()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("training_args.json");
        var arguments = new TrainingArguments { OutputDir = "runs/x", LearningRate = 3e-4, EvalStrategy = IntervalStrategy.Epoch, WarmupRatio = 0.1, Optim = OptimizerType.NAdam };

        arguments.ToJsonFile(path);

        Assert.Contains("\"learning_rate\": 0.0003", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("\"eval_strategy\": \"epoch\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("\"optim\": \"nadam\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(arguments, TrainingArguments.FromJsonFile(path));
    }

    [Fact]
    public void An_unknown_setting_in_json_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.json", """{ "learning_rat": 1 }""");

        Assert.Contains("learning_rat", Assert.Throws<InvalidDataException>(() => TrainingArguments.FromJsonFile(path)).Message, StringComparison.Ordinal);
    }
}
