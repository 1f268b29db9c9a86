using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private static readonly TokenizedDataset Train = ToyReviews.Tokens(96, seed: 1);
    private static readonly TokenizedDataset Test = ToyReviews.Tokens(64, seed: 2);
    private static readonly TrainingArguments Fast = new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 4, LoggingSteps = 6, WarmupRatio = 0.1 };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_small_bert_learns_the_toy_task()
    {
        using var model = ToyReviews.Bert();

        var output = new Trainer(model, Fast with { NumTrainEpochs = 12, LoggingSteps = 24 }, Train).Train();

        Assert.True(new Trainer(model, Fast).Evaluate(Test).Accuracy > 0.95);
        Assert.Equal(72, output.State.GlobalStep);
        Assert.Equal([24, 48, 72], output.State.LogHistory.Select(entry => entry.Step));
        Assert.True(output.State.LogHistory[^1].Loss < output.State.LogHistory[0].Loss);
    }

    [Fact]
    public void An_lstm_learns_the_toy_task_with_the_same_trainer()
    {
        using var model = ToyReviews.Lstm();

        new Trainer(model, Fast with { LearningRate = 1e-2, NumTrainEpochs = 8 }, Train).Train();

        Assert.True(new Trainer(model).Evaluate(Test).Accuracy > 0.9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        float[] WeightsAfter(int seed)
        {
            using var model = ToyReviews.Bert();
            new Trainer(model, Fast with { MaxSteps = 8, Seed = seed }, Train).Train();
            return ToyReviews.Weights(model);
        }

        Assert.Equal(WeightsAfter(5), WeightsAfter(5));
        Assert.NotEqual(WeightsAfter(5), WeightsAfter(6));
    }

    [Theory]
    [InlineData(3, false)] // within the first epoch
    [InlineData(9, true)] // within the second
    public void A_run_stopped_anywhere_and_resumed_ends_with_the_weights_of_an_uninterrupted_one(int stopAfter, bool groupByLength)
    {
        var arguments = Fast with { MaxSteps = 14, OutputDir = _folder.Path("run"), SaveSteps = 100, GroupByLength = groupByLength };
        using var whole = ToyReviews.Bert();
        new Trainer(whole, arguments with { OutputDir = null }, Train).Train();

        using var stopped = ToyReviews.Bert();
        using var stop = new CancellationTokenSource();
        var stopper = new StopAt(stopAfter, stop);
        Assert.Throws<OperationCanceledException>(() => new Trainer(stopped, arguments, Train, callbacks: [stopper]).Train(cancellationToken: stop.Token));
        using var resumed = ToyReviews.Bert(seed: 99);
        var output = new Trainer(resumed, arguments, Train).Train(resumeFromCheckpoint: true);

        Assert.Equal(14, output.State.GlobalStep);
        Assert.Equal(ToyReviews.Weights(whole), ToyReviews.Weights(resumed));
    }

    [Fact]
    public void Resuming_with_other_settings_is_an_error()
    {
        var arguments = Fast with { MaxSteps = 4, OutputDir = _folder.Path("run") };
        using var model = ToyReviews.Bert();
        new Trainer(model, arguments, Train).Train();

        var error = Assert.Throws<TrainingException>(() => new Trainer(model, arguments with { Seed = 7 }, Train).Train(resumeFromCheckpoint: true));

        Assert.Contains("a run of 4 steps with seed 42", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accumulated_small_batches_give_the_step_of_one_large_batch()
    {
        float[] WeightsAfter(int batchSize, int accumulation)
        {
            torch.manual_seed(1);
            using var model = new BertForSequenceClassification(ToyReviews.BertConfig with { HiddenDropoutProb = 0, AttentionProbsDropoutProb = 0 });
            var arguments = Fast with { MaxSteps = 3, PerDeviceTrainBatchSize = batchSize, GradientAccumulationSteps = accumulation, WarmupRatio = 0 };
            new Trainer(model, arguments, Train).Train();
            return ToyReviews.Weights(model);
        }

        var (large, small) = (WeightsAfter(16, 1), WeightsAfter(4, 4));

        // Adam divides by the gradient's size, so that differences of rounding in tiny gradients grow: hence the share.
        Assert.True(large.Zip(small).Count(pair => Math.Abs(pair.First - pair.Second) < 1e-4) > 0.99 * large.Length);
    }

    [Fact]
    public void Frozen_parameters_stay_and_the_others_change()
    {
        using var model = ToyReviews.Bert();
        model.Freeze("bert");
        using var change = new ParameterChange(model);

        new Trainer(model, Fast with { MaxSteps = 3, WarmupRatio = 0 }, Train).Train();

        var changes = change.Since(depth: 1);
        Assert.Equal(0, changes.Single(group => group.Group == "bert").RelativeChange);
        Assert.True(changes.Single(group => group.Group == "classifier").RelativeChange > 0);
    }

    [Fact]
    public void A_model_that_is_all_frozen_is_an_error()
    {
        using var model = ToyReviews.Bert();
        model.Freeze();

        Assert.Contains("frozen", Assert.Throws<TrainingException>(() => new Trainer(model, Fast, Train).Train()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_with_step_rate_and_examples_and_keeps_the_checkpoint()
    {
        using var model = ToyReviews.Bert();
        var arguments = Fast with { MaxSteps = 10, OutputDir = _folder.Path("run"), SaveSteps = 2, MaxGradNorm = 0 };
        var error = Assert.Throws<TrainingException>(() => new Trainer(model, arguments, Train, callbacks: [new PoisonAt(3, model)]).Train());

        Assert.Contains("The loss of step 4 is NaN at learning rate", error.Message, StringComparison.Ordinal);
        Assert.Contains("checkpoint-2'", error.Message, StringComparison.Ordinal);
        using var kept = BertForSequenceClassification.FromPretrained(_folder.Path("run/checkpoint-2"));
        Assert.All(ToyReviews.Weights(kept), weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void The_best_model_is_put_back_at_the_end_and_its_checkpoint_is_kept()
    {
        using var model = ToyReviews.Bert();
        var arguments = Fast with
        {
            OutputDir = _folder.Path("run"),
            EvalStrategy = IntervalStrategy.Epoch,
            SaveStrategy = IntervalStrategy.Epoch,
            SaveTotalLimit = 1,
            LoadBestModelAtEnd = true,
            NumTrainEpochs = 3,
        };
        var spoiler = new PoisonAt(17, model, factor: -1); // after the best epoch, before the last evaluation

        var state = new Trainer(model, arguments, Train, Test, [spoiler]).Train().State;

        Assert.NotEqual(18, state.BestStep);
        Assert.Equal(state.BestMetric!.Value, new Trainer(model).Evaluate(Test).LossValue, 5);
    }

    [Fact]
    public void Early_stopping_ends_a_run_that_no_longer_gets_better()
    {
        using var model = ToyReviews.Bert();
        var arguments = Fast with { NumTrainEpochs = 10, EvalStrategy = IntervalStrategy.Steps, EvalSteps = 2 };
        var spoiler = new PoisonAt(5, model, factor: -1);

        var state = new Trainer(model, arguments, Train, Test, [spoiler, new EarlyStoppingCallback(patience: 2, threshold: 10)]).Train().State;

        Assert.Equal(6, state.GlobalStep); // the first evaluation is the best, two more are no better
    }

    [Fact]
    public void Progress_reports_the_first_and_the_last_step()
    {
        using var model = ToyReviews.Bert();
        var reports = new List<TrainingProgress>();

        new Trainer(model, Fast with { MaxSteps = 3 }, Train, callbacks: [new ProgressCallback(reports.Add, TimeSpan.FromHours(1))]).Train();

        Assert.Equal([0, 3], reports.Select(report => report.Step));
        Assert.Equal(3, reports[^1].MaxSteps);
        Assert.True(reports[^1].TokensPerSecond > 0);
    }

    [Fact]
    public void Predictions_come_in_the_order_of_the_data_and_sum_to_one()
    {
        using var model = ToyReviews.Bert();

        var together = new Trainer(model, Fast).Predict(Test);
        var alone = new Trainer(model, Fast).Predict(new TokenizedDataset([Test[5]], Test.LabelNames, Test.PadTokenId));

        Assert.Equal(64, together.Probabilities.Count);
        Assert.All(together.Probabilities, row => Assert.Equal(1, row.Sum(), 5));
        Assert.Equal(alone.Probabilities[0][1], together.Probabilities[5][1], 5);
        Assert.Equal(Test.Select(example => example.Label), together.LabelIds);
    }

    [Fact]
    public void A_model_with_other_labels_than_the_data_is_an_error()
    {
        using var model = new BertForSequenceClassification((BertConfig)ToyReviews.BertConfig.WithLabels(["a", "b", "c"]));

        var error = Assert.Throws<ArgumentException>(() => new Trainer(model, Fast, Train));

        Assert.Contains("The model has 3 labels (a, b, c), but the data has 2 (negative, positive)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_during_training_needs_data() =>
        Assert.Throws<ArgumentException>(() => new Trainer(ToyReviews.Bert(), Fast with { EvalStrategy = IntervalStrategy.Epoch }, Train));

    public void Dispose() => _folder.Dispose();

    private sealed class StopAt(int step, CancellationTokenSource source) : TrainerCallback
    {
        public override void OnStepEnd(TrainerState state, TrainerControl control)
        {
            if (state.GlobalStep == step) source.Cancel();
        }
    }

    /// <summary>Spoils the classifier after a step: with NaN, or by a factor.</summary>
    private sealed class PoisonAt(int step, PreTrainedModel model, float factor = float.NaN) : TrainerCallback
    {
        public override void OnStepEnd(TrainerState state, TrainerControl control)
        {
            if (state.GlobalStep != step) return;
            using var noGrad = torch.no_grad();
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (name.StartsWith("classifier", StringComparison.Ordinal)) parameter.mul_(factor);
            }
        }
    }
}
