using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class ClassificationObjectiveTests
{
    [Fact]
    public void Two_labels_of_one_output_are_binary_cross_entropy()
    {
        using var scope = torch.NewDisposeScope();
        var objective = new ClassificationObjective(2);
        var logits = torch.tensor([2f, -1f], [2, 1]);

        var loss = objective.Loss(logits, torch.tensor([1L, 0L], [2]));
        var probabilities = objective.Probabilities(logits);

        // -(ln sigmoid(2) + ln(1 - sigmoid(-1))) / 2
        Assert.Equal((Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.Exp(-1))) / 2, loss.item<float>(), 5);
        Assert.Equal(1 / (1 + Math.Exp(-2)), probabilities[0][1], 5);
        Assert.Equal(1, probabilities[1].Sum(), 5);
    }

    [Fact]
    public void The_second_class_weight_over_the_first_weighs_the_positives_of_one_output()
    {
        using var scope = torch.NewDisposeScope();
        var objective = new ClassificationObjective(2, classWeights: [1, 3]);

        var loss = objective.Loss(torch.tensor([2f, -1f], [2, 1]), torch.tensor([1L, 0L], [2]));

        Assert.Equal((3 * Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.Exp(-1))) / 2, loss.item<float>(), 5);
    }

    [Fact]
    public void Class_weights_weigh_the_examples_of_cross_entropy()
    {
        using var scope = torch.NewDisposeScope();
        var objective = new ClassificationObjective(2, classWeights: [1, 3]);

        var loss = objective.Loss(torch.tensor([0f, 0f, 0f, 1f], [2, 2]), torch.tensor([0L, 1L], [2]));

        // (1 * ln 2 + 3 * ln(1 + e^-1)) / (1 + 3)
        Assert.Equal((Math.Log(2) + (3 * Math.Log(1 + Math.Exp(-1)))) / 4, loss.item<float>(), 5);
    }

    [Fact]
    public void Label_smoothing_spreads_a_share_over_all_labels()
    {
        using var scope = torch.NewDisposeScope();
        var objective = new ClassificationObjective(2, labelSmoothing: 0.2);

        var loss = objective.Loss(torch.tensor([0f, 1f], [1, 2]), torch.tensor([1L], [1]));

        // 0.9 of the target on label 1, 0.1 on label 0.
        Assert.Equal((0.9 * Math.Log(1 + Math.Exp(-1))) + (0.1 * (1 + Math.Log(1 + Math.Exp(-1)))), loss.item<float>(), 5);
    }

    [Fact]
    public void Balanced_classes_weigh_rare_positives_of_one_output_by_negatives_over_positives()
    {
        using var scope = torch.NewDisposeScope();
        var objective = ClassificationObjective.For(OfLabels(0, 0, 0, 1), new TrainingArguments { BalanceClasses = true });

        var loss = objective.Loss(torch.tensor([2f, -1f], [2, 1]), torch.tensor([1L, 0L], [2]));

        // pos_weight = 3 negatives / 1 positive.
        Assert.Equal(((3 * Math.Log(1 + Math.Exp(-2))) + Math.Log(1 + Math.Exp(-1))) / 2, loss.item<float>(), 5);
    }

    [Fact]
    public void Balanced_classes_count_the_same_in_cross_entropy()
    {
        using var scope = torch.NewDisposeScope();
        var objective = ClassificationObjective.For(OfLabels(0, 0, 0, 1), new TrainingArguments { BalanceClasses = true });

        var loss = objective.Loss(torch.tensor([0f, 0f, 0f, 1f], [2, 2]), torch.tensor([0L, 1L], [2]));

        // Weights 4 / (2 * 3) and 4 / (2 * 1): one part of ln 2, three parts of ln(1 + e^-1).
        Assert.Equal((Math.Log(2) + (3 * Math.Log(1 + Math.Exp(-1)))) / 4, loss.item<float>(), 5);
    }

    [Fact]
    public void Classes_without_examples_cannot_be_balanced()
    {
        var error = Assert.Throws<DatasetException>(() => ClassificationObjective.For(OfLabels(0, 0), new TrainingArguments { BalanceClasses = true }));

        Assert.Contains("the label 'yes' has no training example", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_class_weights_as_labels_are_needed() =>
        Assert.Throws<ArgumentException>(() => new ClassificationObjective(3, classWeights: [1, 3]));

    private static TokenizedDataset OfLabels(params int[] labels) => new(labels.Select(label => new TokenizedExample([1], null, label)), ["no", "yes"], 0);
}
