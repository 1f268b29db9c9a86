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

        Assert.Matches("^Step 4 has no usable gradient: the loss is NaN on the examples (\\d+, ){15}\\d+, at learning rate 0.00", error.Message);
        Assert.Contains("checkpoint-2'", error.Message, StringComparison.Ordinal);
        using var kept = BertForSequenceClassification.FromPretrained(_folder.Path("run/checkpoint-2"));
        Assert.All(ToyReviews.Weights(kept), weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_never_saved()
    {
        using var model = ToyReviews.Bert();
        var arguments = Fast with { MaxSteps = 10, OutputDir = _folder.Path("run"), SaveSteps = 2 };

        var error = Assert.Throws<TrainingException>(() => new Trainer(model, arguments, Train, callbacks: [new PoisonAt(4, model)]).Train());

        Assert.Contains("After step 4 the parameter 'classifier.weight' has values that are no numbers", error.Message, StringComparison.Ordinal);
        Assert.Contains("checkpoint-2'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["checkpoint-2"], Directory.GetDirectories(_folder.Path("run")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_new_run_does_not_begin_among_the_checkpoints_of_another()
    {
        var arguments = Fast with { MaxSteps = 2, OutputDir = _folder.Path("run") };
        using var model = ToyReviews.Bert();
        new Trainer(model, arguments, Train).Train();

        var error = Assert.Throws<TrainingException>(() => new Trainer(model, arguments with { MaxSteps = 1 }, Train).Train());

        Assert.Contains("holds the checkpoints of an earlier run", error.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder.Path("run/checkpoint-2")));
    }

    [Fact]
    public void An_earlier_runs_checkpoints_are_deleted_when_that_is_asked_for()
    {
        var arguments = Fast with { MaxSteps = 2, OutputDir = _folder.Path("run") };
        using var model = ToyReviews.Bert();
        new Trainer(model, arguments, Train).Train();

        new Trainer(model, arguments with { MaxSteps = 1, OverwriteOutputDir = true }, Train).Train();

        Assert.Equal(["checkpoint-1"], Directory.GetDirectories(_folder.Path("run")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(OptimizerType.NAdam)]
    [InlineData(OptimizerType.Sgd)]
    public void Every_optimizer_resumes_to_the_same_weights(OptimizerType optimizer)
    {
        var arguments = Fast with { MaxSteps = 6, Optim = optimizer, OutputDir = _folder.Path("run"), SaveSteps = 4, GradualUnfreezingEpochs = 0.4 };
        using var whole = ToyReviews.Bert();
        new Trainer(whole, arguments with { OutputDir = null }, Train).Train();

        using var stopped = ToyReviews.Bert();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new Trainer(stopped, arguments, Train, callbacks: [new StopAt(3, stop)]).Train(cancellationToken: stop.Token));
        using var resumed = ToyReviews.Bert(seed: 99);
        new Trainer(resumed, arguments, Train).Train(resumeFromCheckpoint: true);

        Assert.NotEqual(ToyReviews.Weights(ToyReviews.Bert()), ToyReviews.Weights(whole));
        Assert.Equal(ToyReviews.Weights(whole), ToyReviews.Weights(resumed));
    }

    [Fact]
    public void Batches_prepared_ahead_on_another_thread_change_nothing()
    {
        float[] WeightsAfter(int prefetch)
        {
            using var model = ToyReviews.Bert();
            new Trainer(model, Fast with { MaxSteps = 8, DataloaderPrefetchFactor = prefetch, GradientAccumulationSteps = 2 }, Train).Train();
            return ToyReviews.Weights(model);
        }

        Assert.Equal(WeightsAfter(0), WeightsAfter(3));
    }

    [Fact]
    public void Gradual_unfreezing_trains_one_layer_more_at_a_time_and_leaves_all_trainable()
    {
        using var model = ToyReviews.Bert();
        var parts = new PartsThatMove(model);

        // Six steps an epoch: two steps for each stage.
        new Trainer(model, Fast with { MaxSteps = 8, WarmupRatio = 0, WeightDecay = 0.1, GradualUnfreezingEpochs = 2.0 / 6 }, Train, callbacks: [parts]).Train();

        string[] head = ["bert.pooler", "classifier"], top = ["bert.encoder.layer.1"], bottom = ["bert.encoder.layer.0"], words = ["bert.embeddings"];
        Assert.Equal(head, parts.After(1));
        Assert.Equal([.. top, .. head], parts.After(3));
        Assert.Equal([.. bottom, .. top, .. head], parts.After(5));
        Assert.Equal([.. words, .. bottom, .. top, .. head], parts.After(7));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Layerwise_decay_moves_lower_layers_less()
    {
        using var model = ToyReviews.Bert();
        using var change = new ParameterChange(model);

        new Trainer(model, Fast with { MaxSteps = 3, WarmupRatio = 0, LayerwiseLearningRateDecay = 0.1 }, Train).Train();

        double Moved(string group) => change.Since().Single(part => part.Group == group).RelativeChange;
        Assert.True(Moved("bert.encoder.layer.1") > 5 * Moved("bert.encoder.layer.0"));
        Assert.True(Moved("bert.encoder.layer.0") > 5 * Moved("bert.embeddings.word_embeddings"));
    }

    [Fact]
    public void Examples_of_one_label_only_are_nothing_to_learn_from()
    {
        using var model = ToyReviews.Bert();
        var positives = new TokenizedDataset(Train.Where(example => example.Label == 1), Train.LabelNames, Train.PadTokenId);

        var error = Assert.Throws<DatasetException>(() => new Trainer(model, Fast, positives).Train());

        Assert.Contains("All 48 training examples have the label 'positive'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_training_set_is_an_error()
    {
        using var model = ToyReviews.Bert();

        var error = Assert.Throws<DatasetException>(() => new Trainer(model, Fast, new TokenizedDataset([], Train.LabelNames, 0)).Train());

        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_evaluation_set_is_an_error()
    {
        using var model = ToyReviews.Bert();

        var error = Assert.Throws<ArgumentException>(() => new Trainer(model).Evaluate(new TokenizedDataset([], Train.LabelNames, 0)));

        Assert.Contains("no examples to evaluate on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_of_one_label_can_be_evaluated_but_have_no_roc_curve()
    {
        using var model = ToyReviews.Bert();
        var positives = new TokenizedDataset(Test.Where(example => example.Label == 1), Test.LabelNames, Test.PadTokenId);

        var metrics = new Trainer(model).Evaluate(positives);

        Assert.InRange(metrics.Accuracy, 0, 1);
        Assert.Null(metrics.RocAuc);
        Assert.Contains("needs examples of every label", Assert.Throws<ArgumentException>(() => metrics["roc_auc"]).Message, StringComparison.Ordinal);
        Assert.NotNull(new Trainer(model).Evaluate(Test).RocAuc);
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_an_error_that_says_what_to_do()
    {
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has a GPU.");
        using var model = ToyReviews.Bert();

        var error = Assert.Throws<ArgumentException>(() => new Trainer(model, Fast with { Device = "cuda" }, Train));

        Assert.Contains("./course use nuget-cuda", error.Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData(5)] // after the second evaluation: one more is to come
    [InlineData(6)] // after the last one: nothing is left to do
    public void A_run_that_is_resumed_stops_early_where_an_uninterrupted_one_does(int stopAfter)
    {
        var arguments = Fast with { NumTrainEpochs = 10, EvalStrategy = IntervalStrategy.Steps, EvalSteps = 2, OutputDir = _folder.Path("run"), SaveSteps = 100 };
        EarlyStoppingCallback Stopping() => new(patience: 2, threshold: 10, metric: "f1");
        using var whole = ToyReviews.Bert();
        Assert.Equal(6, new Trainer(whole, arguments with { OutputDir = null }, Train, Test, [Stopping()]).Train().State.GlobalStep);

        using var stopped = ToyReviews.Bert();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new Trainer(stopped, arguments, Train, Test, [Stopping(), new StopAt(stopAfter, stop)]).Train(cancellationToken: stop.Token));
        using var resumed = ToyReviews.Bert(seed: 99);
        var output = new Trainer(resumed, arguments, Train, Test, [Stopping()]).Train(resumeFromCheckpoint: true);

        Assert.Equal(6, output.State.GlobalStep);
        Assert.Equal(ToyReviews.Weights(whole), ToyReviews.Weights(resumed));
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

    /// <summary>Notes which parts of the model each step changes.</summary>
    private sealed class PartsThatMove(PreTrainedModel model) : TrainerCallback
    {
        private readonly Dictionary<int, string[]> _parts = [];
        private ParameterChange? _before;

        public string[] After(int step) => _parts[step];

        public override void OnTrainBegin(TrainerState state, TrainerControl control) => _before = new ParameterChange(model);

        public override void OnStepEnd(TrainerState state, TrainerControl control)
        {
            _parts[state.GlobalStep] = [.. _before!.Since().Where(part => part.RelativeChange > 0).Select(part => PartOf(part.Group)).Distinct()];
            _before.Dispose();
            _before = new ParameterChange(model);
        }

        public override void OnTrainEnd(TrainerState state, TrainerControl control) => _before!.Dispose();

        private static string PartOf(string group) => group.StartsWith("bert.encoder", StringComparison.Ordinal) ? group : string.Join('.', group.Split('.').Take(2));
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
