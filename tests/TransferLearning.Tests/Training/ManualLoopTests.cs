using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class ManualLoopTests
{
    [Fact]
    public void A_loop_written_out_by_hand_has_the_losses_of_the_trainer_and_ends_with_its_weights()
    {
        var train = ToyReviews.Tokens(40, seed: 1);
        var losses = new LossesOfSteps();
        using var trained = ToyReviews.Bert();
        var arguments = new TrainingArguments { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 3, WarmupSteps = 2, WeightDecay = 0.1, LoggingSteps = 1, Seed = 7 };
        new Trainer(trained, arguments, train, callbacks: [losses]).Train();

        using var byHand = ToyReviews.Bert();
        var lossesByHand = TrainByHand(byHand, train, learningRate: 3e-3, batchSize: 16, epochs: 3, warmupSteps: 2, weightDecay: 0.1, seed: 7);

        Assert.Equal(9, lossesByHand.Count);
        Assert.Equal(lossesByHand, losses.Values);
        Assert.Equal(ToyReviews.Weights(trained), ToyReviews.Weights(byHand));
    }

    /// <summary>What <see cref="Trainer"/> does, in the open: the loop of the lesson, of at most 40 lines.</summary>
    private static List<double> TrainByHand(
        TransferLearning.Models.SequenceClassificationModel model, TokenizedDataset train, double learningRate, int batchSize, int epochs, int warmupSteps, double weightDecay, int seed)
    {
        var sampler = new BatchSampler([.. train.Select(example => example.InputIds.Length)], batchSize);
        var collator = new DataCollatorWithPadding(train.PadTokenId);
        var totalSteps = epochs * sampler.Count;

        // Matrices decay; biases and layer normalisation do not.
        var parameters = model.named_parameters().ToLookup(
            entry => entry.parameter.dim() > 1 && !entry.name.EndsWith("bias") && !entry.name.Contains("LayerNorm"), entry => entry.parameter);
        using var optimizer = torch.optim.AdamW(
            [
                new TorchSharp.Modules.AdamW.ParamGroup(parameters[true], learningRate, weight_decay: weightDecay),
                new TorchSharp.Modules.AdamW.ParamGroup(parameters[false], learningRate, weight_decay: 0),
            ],
            learningRate);

        var losses = new List<double>();
        model.train();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            foreach (var indices in sampler.Shuffled(seed, epoch))
            {
                using var scope = torch.NewDisposeScope();
                var step = losses.Count;
                torch.manual_seed(StepSeed.Of(seed, step));
                var factor = step < warmupSteps ? (double)step / warmupSteps : 1 - ((double)(step - warmupSteps) / (totalSteps - warmupSteps));
                foreach (var group in optimizer.ParamGroups) group.LearningRate = learningRate * factor;

                var batch = collator.Collate([.. indices.Select(index => train[index])]);
                var output = model.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds);
                var loss = torch.nn.functional.cross_entropy(output.Logits, batch.Labels);
                optimizer.zero_grad(); // fills the gradients with zeros; the trainer drops them, which must come to the same
                loss.backward();
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                optimizer.step();
                losses.Add(loss.item<float>());
            }
        }

        return losses;
    }

    private sealed class LossesOfSteps : TrainerCallback
    {
        public List<double> Values { get; } = [];

        public override void OnLog(TrainerState state, LogEntry entry, TrainerControl control) => Values.Add(entry.Loss!.Value);
    }
}
