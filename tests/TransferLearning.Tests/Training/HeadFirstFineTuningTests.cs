using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class HeadFirstFineTuningTests
{
    private static readonly TokenizedDataset Train = ToyReviews.Tokens(96, seed: 1);
    private static readonly TokenizedDataset Test = ToyReviews.Tokens(48, seed: 2);

    private static readonly HeadFirstArguments Fast = new()
    {
        Head = new() { Epochs = 12, BatchSize = 16, LearningRate = 1e-2, WeightDecay = 0.01 },
        FineTuning = new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 12 },
    };

    [Fact]
    public void The_customised_roberta_learns_its_head_on_frozen_features_and_then_as_a_whole()
    {
        torch.manual_seed(3);
        using var model = new EncoderForSequenceClassification(Roberta);
        using var change = new ParameterChange(model);

        var output = new HeadFirstFineTuning(model).Train(Train, Test, Fast);

        Assert.Equal(12, output.HeadLosses.Count);
        Assert.True(output.HeadLosses[^1] < output.HeadLosses[0]);
        Assert.Equal(72, output.FineTuning.State.GlobalStep);
        Assert.True(output.AfterFineTuning!.Accuracy > 0.9, output.AfterFineTuning.ToString());
        Assert.True(output.AfterFineTuning.LossValue < output.AfterHead!.LossValue);
        Assert.All(change.Since(depth: 1), part => Assert.True(part.RelativeChange > 0, part.Group));
    }

    [Fact]
    public void The_first_stage_leaves_the_body_untouched()
    {
        torch.manual_seed(3);
        using var model = new EncoderForSequenceClassification(Roberta);
        var atBeginning = new BodyAtBeginning(model);
        var before = ToyReviews.Weights(model.Encoder);

        new HeadFirstFineTuning(model).Train(Train, arguments: Fast with { FineTuning = Fast.FineTuning with { MaxSteps = 1 } }, callbacks: [atBeginning]);

        Assert.Equal(before, atBeginning.Weights);
        Assert.NotEqual(before, ToyReviews.Weights(model.Encoder));
    }

    [Fact]
    public void A_model_without_a_body_is_an_error()
    {
        using var model = ToyReviews.Lstm();
        using var head = torch.nn.Linear(32, 2);

        Assert.Contains("LstmClassifier has no pre-trained body", Assert.Throws<ArgumentException>(() => new HeadFirstFineTuning(model, head)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_are_no_numbers_stop_the_heads_training()
    {
        using var head = torch.nn.Linear(2, 2);
        var features = new FeatureSet([1, float.NaN], 2, [0], ["no", "yes"]);

        Assert.Contains("The loss of the head is NaN in step 1", Assert.Throws<TrainingException>(() => HeadTraining.Fit(head, features)).Message, StringComparison.Ordinal);
    }

    private static RobertaConfig Roberta { get; } = (RobertaConfig)new RobertaConfig
    {
        VocabSize = ToyReviews.Tokenizer.VocabSize,
        HiddenSize = 32,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 64,
        MaxPositionEmbeddings = 34,
        PadTokenId = ToyReviews.Tokenizer.PadTokenId,
        InitializerRange = 0.1,
        ClassifierHead = ClassificationHead.Custom,
    }.WithLabels(["negative", "positive"]);

    private sealed class BodyAtBeginning(EncoderForSequenceClassification model) : TrainerCallback
    {
        public float[] Weights { get; private set; } = [];

        public override void OnTrainBegin(TrainerState state, TrainerControl control) => Weights = ToyReviews.Weights(model.Encoder);
    }
}
