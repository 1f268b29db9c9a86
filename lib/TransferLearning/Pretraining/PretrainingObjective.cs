using TorchSharp;
using TransferLearning.Models;

namespace TransferLearning.Pretraining;

/// <summary>The losses of one batch.</summary>
/// <param name="Total">What training minimises, a scalar.</param>
/// <param name="Masked">The loss of the hidden tokens alone, a scalar.</param>
/// <param name="Sentences">Scores (batch, 2) and classes (batch) of the sequences, where they have classes.</param>
internal sealed record PretrainingLosses(torch.Tensor Total, torch.Tensor Masked, (torch.Tensor Logits, torch.Tensor Classes)? Sentences = null)
{
    /// <summary>Counts the sequences whose class is known, and those of them whose class was guessed.</summary>
    public (long Right, long Known) CountSentences()
    {
        if (Sentences is not var (logits, classes)) return (0, 0);
        var known = classes.ne(MaskedBatch.IgnoreIndex);
        return (logits.argmax(1).eq(classes).logical_and(known).sum().item<long>(), known.sum().item<long>());
    }
}

/// <summary>What a model learns from a batch of pre-training.</summary>
/// <param name="model">The model that learns.</param>
internal abstract class PretrainingObjective(PreTrainedModel model)
{
    public PreTrainedModel Model { get; } = model;

    /// <summary>Computes the losses; nothing of the batch stays in memory but them.</summary>
    /// <param name="batch">Sequences with hidden tokens.</param>
    /// <param name="padTokenId">The padding to leave out of attention, or null where there is none.</param>
    public abstract PretrainingLosses Forward(MaskedBatch batch, int? padTokenId);

    /// <summary>The batch as tensors on the model's device.</summary>
    protected (torch.Tensor InputIds, torch.Tensor Labels, torch.Tensor? AttentionMask, torch.Tensor? TokenTypeIds) Tensors(MaskedBatch batch, int? padTokenId)
    {
        long[] shape = [batch.Size, batch.SequenceLength];
        var inputIds = torch.tensor(batch.InputIds, shape, device: Model.Device);
        return (
            inputIds,
            torch.tensor(batch.Labels, shape, device: Model.Device),
            padTokenId is { } pad ? inputIds.ne(pad).to_type(torch.ScalarType.Int64) : null,
            batch.TokenTypeIds is { } types ? torch.tensor(types, shape, device: Model.Device) : null);
    }
}

/// <summary>Masked-language modelling alone.</summary>
internal sealed class MaskedTokens(MaskedLanguageModel model) : PretrainingObjective(model)
{
    public override PretrainingLosses Forward(MaskedBatch batch, int? padTokenId)
    {
        var (inputIds, labels, attentionMask, tokenTypeIds) = Tensors(batch, padTokenId);
        var loss = model.ForwardMaskedOnly(inputIds, labels, attentionMask, tokenTypeIds).Loss!;
        return new PretrainingLosses(loss, loss);
    }
}

/// <summary>Masked-language modelling and a class of each sequence, both weighted alike.</summary>
internal sealed class MaskedTokensAndSentences(BertForPreTraining model) : PretrainingObjective(model)
{
    public override PretrainingLosses Forward(MaskedBatch batch, int? padTokenId)
    {
        var (inputIds, labels, attentionMask, tokenTypeIds) = Tensors(batch, padTokenId);
        var classes = torch.tensor(batch.SentenceLabels!, device: Model.Device); // (batch)
        var output = model.ForwardMaskedOnly(inputIds, labels, classes, attentionMask, tokenTypeIds);
        return new PretrainingLosses(output.Loss!, output.MaskedLoss!, (output.SeqRelationshipLogits, classes));
    }
}
