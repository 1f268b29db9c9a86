using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Compression;

/// <summary>
/// The loss of a student: α T² KL(teacher ‖ student) + (1 − α) · loss of the labels + w · mean squared difference of the hidden states. T² keeps the gradients of the
/// first part as large as those of the second whatever the temperature T (Hinton, Vinyals, Dean 2015, section 2).
/// </summary>
internal sealed class DistillationObjective(SequenceClassificationModel teacher, DistillationArguments arguments, int labelCount)
    : ClassificationObjective(labelCount, arguments.Training.ClassWeights, arguments.Training.LabelSmoothingFactor)
{
    /// <inheritdoc/>
    public override (Tensor Logits, Tensor Loss) Forward(SequenceClassificationModel model, Batch batch)
    {
        var matching = arguments.HiddenStateWeight > 0;
        SequenceClassifierOutput taught;
        using (no_grad()) taught = teacher.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds, outputHiddenStates: matching);
        var output = model.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds, outputHiddenStates: matching);

        var loss = (SoftLoss(output.Logits, taught.Logits) * arguments.Alpha) + (Loss(output.Logits, batch.Labels) * (1 - arguments.Alpha));
        return (output.Logits, matching ? loss + (HiddenLoss(output.HiddenStates!, taught.HiddenStates!, batch.AttentionMask) * arguments.HiddenStateWeight) : loss);
    }

    /// <summary>T² · the mean over the examples of Σ p (log p − log q).</summary>
    private Tensor SoftLoss(Tensor student, Tensor taught)
    {
        var wanted = functional.softmax(taught / arguments.Temperature, 1);                // (batch, labels)
        var logWanted = functional.log_softmax(taught / arguments.Temperature, 1);         // (batch, labels)
        var logGiven = functional.log_softmax(student / arguments.Temperature, 1);         // (batch, labels)
        return (wanted * (logWanted - logGiven)).sum(1).mean() * (arguments.Temperature * arguments.Temperature);
    }

    /// <summary>The mean squared difference at the tokens that are no padding, over the layers.</summary>
    private static Tensor HiddenLoss(IReadOnlyList<Tensor> student, IReadOnlyList<Tensor> taught, Tensor attentionMask)
    {
        var mask = attentionMask.to_type(ScalarType.Float32).unsqueeze(2);                  // (batch, tokens, 1)
        var numbers = mask.sum() * student[0].shape[2];
        var sum = zeros(1, device: mask.device);
        var layers = student.Count - 1;
        for (var layer = 1; layer <= layers; layer++)
        {
            var difference = (student[layer] - taught[Distillation.TeacherDepth(layer, layers, taught.Count - 1)]) * mask; // (batch, tokens, width)
            sum = sum + (difference * difference).sum() / numbers;
        }

        return sum.squeeze() / layers;
    }
}
