using TransferLearning.Compression;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Inference;
using TransferLearning.Tests.Training;
using TransferLearning.Training;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Compression;

public sealed class DistillationTests
{
    [Theory]
    [InlineData("bert", "bert.encoder.layer")]
    [InlineData("distilbert", "distilbert.transformer.layer")]
    [InlineData("roberta-small-head", "roberta.encoder.layer")]
    public void A_student_starts_as_every_other_layer_of_its_teacher(string name, string stack)
    {
        using var teacher = ToyEncoders.Create(name, layers: 4);

        using var student = Distillation.CreateStudent(teacher, layers: 2);

        var taught = teacher.named_parameters().ToDictionary(pair => pair.name, pair => Fixture.Floats(pair.parameter));
        Assert.Equal(2, student.Config.Depth);
        Assert.Equal(teacher.GetType(), student.GetType());
        Assert.All(student.named_parameters(), pair => Assert.Equal(taught[pair.name.Replace($"{stack}.1.", $"{stack}.2.", StringComparison.Ordinal)], Fixture.Floats(pair.parameter)));
    }

    [Fact]
    public void A_student_with_all_layers_answers_as_its_teacher()
    {
        using var teacher = ToyEncoders.Create("bert");
        using var student = Distillation.CreateStudent(teacher, layers: 2);
        int[] lengths = [5, 9];
        var ids = ToyEncoders.Tokens(lengths);

        Assert.Equal(ToyEncoders.Expected(teacher, ids, [], lengths), ToyEncoders.Expected(student, ids, [], lengths));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_student_learns_from_the_teachers_answers_alone(double hiddenStateWeight)
    {
        using var teacher = ToyReviews.Bert();
        new Trainer(teacher, new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 12 }, ToyReviews.Tokens(96, 1)).Train();
        using var student = Distillation.CreateStudent(teacher, layers: 1);
        manual_seed(3);
        student.get_parameter("classifier.weight")!.requires_grad_(false).normal_().requires_grad_(true);

        // Every label in the data is turned round: with alpha 1 only the teacher is heard.
        var texts = ToyReviews.Texts(96, 1).Map(example => example with { Label = 1 - example.Label });
        var wrong = TransferLearning.Data.TokenizedDataset.Create(texts, ToyReviews.Tokenizer, maxLength: 24);
        Distillation.Train(teacher, student, wrong, arguments: new()
        {
            Alpha = 1,
            HiddenStateWeight = hiddenStateWeight,
            Training = new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 12 },
        });

        Assert.InRange(new Trainer(student).Evaluate(ToyReviews.Tokens(64, 2)).Accuracy, 0.9, 1);
    }

    [Fact]
    public void The_loss_is_that_of_Hinton_and_others()
    {
        using var teacher = ToyEncoders.Create("bert");
        using var student = Distillation.CreateStudent(teacher, layers: 1);
        var examples = new TransferLearning.Data.TokenizedDataset([new(ToyEncoders.Tokens([6]), null, 2), new(ToyEncoders.Tokens([4], 8), null, 0)], teacher.Config.Labels, 0);
        using var batch = new TransferLearning.Data.DataCollatorWithPadding(0).Collate([examples[0], examples[1]], teacher.Device);

        using var scope = NewDisposeScope();
        var loss = new DistillationObjective(teacher, new() { Temperature = 3, Alpha = 0.6 }, 3).Forward(student, batch).Loss.item<float>();

        var (given, taught) = (Logits(student), Logits(teacher));
        var expected = 0.0;
        for (var row = 0; row < 2; row++)
        {
            var (p, q, r) = (Softmax(taught[row], 3), Softmax(given[row], 3), Softmax(given[row], 1));
            expected += 0.5 * ((0.6 * 9 * Enumerable.Range(0, 3).Sum(i => p[i] * Math.Log(p[i] / q[i]))) - (0.4 * Math.Log(r[examples[row].Label])));
        }

        Assert.Equal(expected, loss, 1e-4);

        double[][] Logits(SequenceClassificationModel model)
        {
            using var noGrad = no_grad();
            return [.. Fixture.Floats(model.forward(batch.InputIds, batch.AttentionMask).Logits).Select(value => (double)value).Chunk(3)];
        }

        static double[] Softmax(double[] logits, double temperature)
        {
            var weights = logits.Select(logit => Math.Exp(logit / temperature)).ToArray();
            return [.. weights.Select(weight => weight / weights.Sum())];
        }
    }

    [Fact]
    public void Models_with_other_labels_or_widths_are_refused()
    {
        using var teacher = ToyEncoders.Create("bert");
        using var other = ToyReviews.Bert();
        using var wider = ToyEncoders.Create("bert", width: 80);
        var train = ToyReviews.Tokens(8, 1);

        Assert.Contains("They must be the same", Assert.Throws<ArgumentException>(() => Distillation.Train(teacher, other, train)).Message, StringComparison.Ordinal);
        Assert.Contains("HiddenStateWeight to 0", Assert.Throws<ArgumentException>(() => Distillation.Train(teacher, wider, train, arguments: new() { HiddenStateWeight = 1 })).Message, StringComparison.Ordinal);
    }
}
