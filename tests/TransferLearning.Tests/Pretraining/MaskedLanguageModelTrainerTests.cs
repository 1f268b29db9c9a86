using TransferLearning.Pretraining;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Training;
using TransferLearning.Training;

namespace TransferLearning.Tests.Pretraining;

public sealed class MaskedLanguageModelTrainerTests : IDisposable
{
    private static readonly PackedSequences Sequences = PackedSequences.Create(ToyCorpus.Corpus, ToyCorpus.Tokenizer, 16);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Training_lowers_the_held_out_loss_and_the_log_tells_it()
    {
        using var model = ToyCorpus.Model();
        var trainer = Create(model, Arguments(steps: 150) with { LearningRate = 3e-3, EvalSteps = 50 });
        var before = trainer.Evaluate().Loss;

        var log = trainer.Train();

        var after = trainer.Evaluate();
        Assert.True(after.Loss < 0.6 * before);
        Assert.Equal(Math.Exp(after.Loss), after.Perplexity);
        Assert.Equal(after.Perplexity, log.Lines[^1].EvalPerplexity!.Value, 1e-9);
        Assert.Equal([10, 20, 30], log.Lines.Take(3).Select(line => line.Step));
        Assert.Equal([50, 100, 150], log.Lines.Where(line => line.EvalLoss is not null).Select(line => line.Step));
        Assert.Equal(log.Lines.Select(line => line.Step), PretrainingLog.Read(_folder.Path("run/log.tsv")).Select(line => line.Step));
    }

    [Fact]
    public void A_pre_trained_model_fills_masks_by_what_stands_around_them()
    {
        using var model = ToyCorpus.Model();
        Create(model, Arguments(steps: 250) with { LearningRate = 3e-3 }).Train();

        var best = new FillMask(model, ToyCorpus.Tokenizer).Predict("bakers bake [MASK] .")[0];

        Assert.Equal("loaves", best.Token);
        Assert.Contains("bakers bake loaves", best.Sequence, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FillMask(model, ToyCorpus.Tokenizer).Predict("bakers bake"));
    }

    [Fact]
    public void A_run_stopped_anywhere_and_resumed_ends_with_the_weights_of_an_uninterrupted_one()
    {
        using var whole = ToyCorpus.Model();
        Create(whole, Arguments(steps: 40) with { OutputDir = _folder.Path("whole") }).Train();

        using var stopped = ToyCorpus.Model();
        using var stop = new CancellationTokenSource();
        var first = Create(stopped, Arguments(steps: 40));
        first.Logged += line =>
        {
            if (line.Step == 20) stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => first.Train(cancellationToken: stop.Token));
        using var resumed = ToyCorpus.Model(seed: 9);
        var log = Create(resumed, Arguments(steps: 40)).Train(resume: true);

        Assert.Equal(ToyReviews.Weights(whole), ToyReviews.Weights(resumed));
        Assert.Equal([10, 20, 30, 40], log.Lines.Select(line => line.Step));
        Assert.Equal(2, Directory.GetDirectories(_folder.Path("run")).Length);
    }

    [Fact]
    public void A_model_with_two_heads_learns_masked_words_and_a_class_of_each_text()
    {
        var texts = PackedSequences.OnePerText([.. ToyCorpus.Corpus.Paragraphs], ToyCorpus.Tokenizer, 16, text => text.StartsWith("sailors", StringComparison.Ordinal) || text.StartsWith("bakers", StringComparison.Ordinal) ? 1 : 0);
        using var model = ToyCorpus.PreTrainingModel();
        var trainer = new MaskedLanguageModelTrainer(model, ToyCorpus.Tokenizer, Arguments(steps: 150) with { LearningRate = 3e-3, EvalSteps = 150 }, texts, texts);
        var before = trainer.Evaluate();

        var log = trainer.Train();

        var after = trainer.Evaluate();
        Assert.True(after.SentenceAccuracy > 0.95, $"accuracy {before.SentenceAccuracy}, then {after.SentenceAccuracy}");
        Assert.True(after.Loss < 0.6 * before.Loss, $"loss {before.Loss}, then {after.Loss}");
        Assert.Equal(after.SentenceAccuracy!.Value, PretrainingLog.Read(_folder.Path("run/log.tsv"))[^1].EvalSentenceAccuracy!.Value, 1e-4);
        Assert.Equal(after.SentenceAccuracy, log.Lines[^1].EvalSentenceAccuracy);
    }

    [Fact]
    public void Pairs_of_sentences_train_both_heads()
    {
        var pairs = SentencePairs.Create(ToyCorpus.Stories, ToyCorpus.Tokenizer, 16);
        using var model = ToyCorpus.PreTrainingModel();
        var trainer = new MaskedLanguageModelTrainer(model, ToyCorpus.Tokenizer, Arguments(steps: 100) with { LearningRate = 3e-3 }, pairs, pairs);
        var before = trainer.Evaluate();

        trainer.Train();

        Assert.True(trainer.Evaluate().Loss < 0.7 * before.Loss);
        Assert.InRange(before.SentenceAccuracy!.Value, 0.3, 0.7);
    }

    [Fact]
    public void Sequences_of_unknown_class_teach_their_words_only()
    {
        var unknown = PackedSequences.OnePerText([.. ToyCorpus.Corpus.Paragraphs], ToyCorpus.Tokenizer, 16, _ => null);
        using var model = ToyCorpus.PreTrainingModel();
        var head = model.named_parameters().Single(parameter => parameter.name == "cls.seq_relationship.weight").parameter;
        var before = head.data<float>().ToArray();
        var trainer = new MaskedLanguageModelTrainer(model, ToyCorpus.Tokenizer, Arguments(steps: 10) with { WeightDecay = 0 }, unknown, unknown);

        trainer.Train();

        Assert.Equal(before, head.data<float>().ToArray());
        Assert.Null(trainer.Evaluate().SentenceAccuracy);
    }

    [Fact]
    public void A_second_head_wants_classes()
    {
        using var model = ToyCorpus.PreTrainingModel();

        var error = Assert.Throws<ArgumentException>(() => new MaskedLanguageModelTrainer(model, ToyCorpus.Tokenizer, Arguments(1), Sequences));

        Assert.Contains("no classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_learning_rate_that_breaks_the_model_is_told()
    {
        using var model = ToyCorpus.Model();
        var arguments = Arguments(steps: 60) with { LearningRate = 1e30, MaxGradNorm = 0, WarmupRatio = 0 };

        var error = Assert.Throws<TrainingException>(() => Create(model, arguments).Train());

        Assert.Contains("Lower the learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_that_are_no_numbers_are_told_before_they_reach_the_weights()
    {
        using var model = ToyCorpus.Model();
        using (TorchSharp.torch.no_grad())
        {
            // The last layer norm gives zeros, so that the loss is a number whatever stands above it; the way back through these embeddings overflows.
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (name.Contains("transform.LayerNorm", StringComparison.Ordinal)) parameter.zero_();
                if (name.EndsWith("word_embeddings.weight", StringComparison.Ordinal)) parameter.mul_(1e37f);
            }
        }

        var before = ToyReviews.Weights(model);

        var error = Assert.Throws<TrainingException>(() => Create(model, Arguments(steps: 3)).Train());

        Assert.Contains("The gradients of step 1 have the length", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, ToyReviews.Weights(model));
    }

    [Fact]
    public void A_new_run_does_not_begin_among_the_checkpoints_of_another_unless_they_may_go()
    {
        using var model = ToyCorpus.Model();
        Create(model, Arguments(steps: 20)).Train();

        var error = Assert.Throws<TrainingException>(() => Create(model, Arguments(steps: 10)).Train());
        Assert.Contains("holds the checkpoints of an earlier run", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetDirectories(_folder.Path("run")).Length);

        Create(model, Arguments(steps: 10) with { OverwriteOutputDir = true }).Train();
        Assert.Equal([_folder.Path("run/checkpoint-10")], Directory.GetDirectories(_folder.Path("run")));
    }

    [Fact]
    public void Resuming_with_another_number_of_steps_is_an_error()
    {
        using var model = ToyCorpus.Model();
        Create(model, Arguments(steps: 10)).Train();

        var error = Assert.Throws<TrainingException>(() => Create(model, Arguments(steps: 30)).Train(resume: true));

        Assert.Contains("a run of 10 steps with seed 42, but this one has 30 steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_smaller_than_a_batch_is_an_error() => Assert.Throws<ArgumentException>(() =>
        Create(ToyCorpus.Model(), Arguments(1) with { PerDeviceTrainBatchSize = 100_000 }));

    public void Dispose() => _folder.Dispose();

    private static MaskedLanguageModelTrainer Create(TransferLearning.Models.BertForMaskedLM model, MaskedLanguageModelArguments arguments) =>
        new(model, ToyCorpus.Tokenizer, arguments, Sequences, Sequences);

    private MaskedLanguageModelArguments Arguments(int steps) => new()
    {
        OutputDir = _folder.Path("run"),
        MaxSteps = steps,
        PerDeviceTrainBatchSize = 8,
        LearningRate = 1e-3,
        LoggingSteps = 10,
        SaveSteps = 10,
        EvalSteps = 1000,
    };
}
