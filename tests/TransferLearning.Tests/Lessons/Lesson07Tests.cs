using TransferLearning.Lessons;
using TransferLearning.Models;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson07Tests
{
    private static readonly int[] s_steps = [10, 20, 110];
    private static readonly int[,] s_counts = { { 200, 50 }, { 30, 220 } };

    private static BertForSequenceClassification Model => new(new BertConfig
    {
        VocabSize = 20,
        HiddenSize = 8,
        NumHiddenLayers = 3,
        NumAttentionHeads = 2,
        IntermediateSize = 8,
        MaxPositionEmbeddings = 16,
    });

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong()
    {
        using var model = Model;
        Assert.All(
            [
                Lesson07.CheckLearningRates(1e-4, 20, 200, s_steps, null), Lesson07.CheckTopLayerOnly(model),
                Lesson07.CheckFloorRates(1e-3, 0.5, 3, null), Lesson07.CheckScores(s_counts, null, null, null),
            ],
            result => Assert.Equal(ExerciseStatus.NotDone, result.Status));
    }

    [Fact]
    public void Right_rates_are_right() => AssertResult(Rates(5e-5, 1e-4, 5e-5), ExerciseStatus.Right, "Up for a tenth");

    [Fact]
    public void Wrong_rates_are_told_what_they_are_instead()
    {
        AssertResult(Rates(5e-5, 1e-4), ExerciseStatus.Wrong, "2 rates for 3 steps");
        AssertResult(Rates(1e-4, 1e-4, 5e-5), ExerciseStatus.Wrong, "Step 10: the warm-up is not over");
        AssertResult(Rates(0.5, 1, 0.5), ExerciseStatus.Wrong, "share of the highest");
        AssertResult(Rates(5e-5, 1e-4, 1e-4), ExerciseStatus.Wrong, "Step 110: after the warm-up");
        AssertResult(Rates(5e-5, 1e-4, 1e-4 * 90 / 200), ExerciseStatus.Wrong, "the fall begins at the end");
        AssertResult(Rates(5e-5, 1e-4, 7e-5), ExerciseStatus.Wrong, "Step 110: 7e-05 is not it. Of the 180 steps after the warm-up");
        AssertResult(Rates(7e-5, 1e-4, 5e-5), ExerciseStatus.Wrong, "Step 10: 7e-05 is not it. Of the 20 steps of the warm-up, 10");
        AssertResult(Rates(5e-5, 0, 5e-5), ExerciseStatus.Wrong, "how far the decay has come");
    }

    [Fact]
    public void A_model_whose_top_layer_and_head_learn_is_right()
    {
        using var model = Model;
        model.Freeze("bert.embeddings", "bert.encoder.layer.0", "bert.encoder.layer.1");
        AssertResult(Lesson07.CheckTopLayerOnly(model), ExerciseStatus.Right, "% of the weights learn");
    }

    [Fact]
    public void A_wrongly_frozen_model_is_told_which_weight_is_wrong()
    {
        using var model = Model;
        model.Freeze("bert.embeddings", "bert.encoder.layer.0");
        AssertResult(Lesson07.CheckTopLayerOnly(model), ExerciseStatus.Wrong, "'bert.encoder.layer.1.attention.self.query.weight' still learns");
        model.Freeze("bert.encoder.layer.2");
        AssertResult(Lesson07.CheckTopLayerOnly(model), ExerciseStatus.Wrong, "layer.2.attention.self.query.weight' is frozen");
        model.Freeze();
        AssertResult(Lesson07.CheckTopLayerOnly(model), ExerciseStatus.Wrong, "All is frozen");
    }

    [Theory]
    [InlineData(ExerciseStatus.Right, "0.063 of the head's rate", 6.25e-5, 1.25e-4, 2.5e-4, 5e-4, 1e-3)]
    [InlineData(ExerciseStatus.Wrong, "turn it round", 1e-3, 5e-4, 2.5e-4, 1.25e-4, 6.25e-5)]
    [InlineData(ExerciseStatus.Wrong, "The head itself", 3.125e-5, 6.25e-5, 1.25e-4, 2.5e-4, 5e-4)]
    [InlineData(ExerciseStatus.Wrong, "by the same amount", 2e-4, 4e-4, 6e-4, 8e-4, 1e-3)]
    [InlineData(ExerciseStatus.Wrong, "the same rate", 1e-3, 1e-3, 1e-3, 1e-3, 1e-3)]
    [InlineData(ExerciseStatus.Wrong, "at place 1 is 0.0001. It is to be 0.5 times the one at place 2", 6.25e-5, 1e-4, 2.5e-4, 5e-4, 1e-3)]
    [InlineData(ExerciseStatus.Wrong, "The last rate is the head's, 0.001; yours is 0.002", 1.25e-4, 2.5e-4, 5e-4, 1e-3, 2e-3)]
    [InlineData(ExerciseStatus.Wrong, "2 rates for 5 floors", 1e-3, 5e-4)]
    public void Rates_of_floors_are_told_from_what_is_like_them(ExerciseStatus status, string message, params double[] answer) =>
        AssertResult(Lesson07.CheckFloorRates(1e-3, 0.5, 3, answer), status, message);

    [Theory]
    [InlineData(0.8148, 0.88, 0.8462, ExerciseStatus.Right, "false alarms")]
    [InlineData(0.88, 0.8148, 0.8462, ExerciseStatus.Wrong, "exchanged the two")]
    [InlineData(0.8696, 0.8, 0.8333, ExerciseStatus.Wrong, "figures of the negative")]
    [InlineData(0.84, 0.84, 0.84, ExerciseStatus.Wrong, "accuracy")]
    [InlineData(0.44, 0.44, 0.44, ExerciseStatus.Wrong, "divided by all")]
    [InlineData(0.8148, 0.88, 0.8474, ExerciseStatus.Wrong, "harmonic mean")]
    [InlineData(0.8148, 0.88, 0.5, ExerciseStatus.Wrong, "0.500 is not F1: twice their product")]
    [InlineData(0.8148, 0.5, 0.5, ExerciseStatus.Wrong, "of 250 positive texts")]
    [InlineData(0.5, 0.88, 0.5, ExerciseStatus.Wrong, "of 270 texts")]
    [InlineData(0.1, 0.2, 0.3, ExerciseStatus.Wrong, "0.100 and 0.200 are not it")]
    public void Scores_are_told_from_what_is_like_them(double precision, double recall, double f1, ExerciseStatus status, string message) =>
        AssertResult(Lesson07.CheckScores(s_counts, precision, recall, f1), status, message);

    private static ExerciseResult Rates(params double[] answer) => Lesson07.CheckLearningRates(1e-4, 20, 200, s_steps, answer);

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
