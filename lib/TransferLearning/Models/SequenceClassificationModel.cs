using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>A model that gives a text a label.</summary>
public abstract class SequenceClassificationModel : PreTrainedModel
{
    private protected SequenceClassificationModel(PretrainedConfig config, string className)
        : base(config, className)
    {
    }

    /// <summary>The model's body, whose features a head can be trained on; null if the architecture has none that stands alone.</summary>
    public abstract EncoderModel? Encoder { get; }

    /// <summary>Scores each text for each label.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="attentionMask">1 for a token, 0 for padding: (batch, tokens); null if nothing is padding.</param>
    /// <param name="tokenTypeIds">0 for the first sentence, 1 for the second: (batch, tokens); null for all 0. Ignored by architectures without token types.</param>
    /// <param name="labels">The right answers: class ids, int64 (batch); or float32 (batch, labels) for several labels a text or for regression. Null for no loss.</param>
    /// <param name="outputHiddenStates">Whether to return every layer's output.</param>
    /// <param name="outputAttentions">Whether to return every layer's attention weights, which is slower.</param>
    public abstract SequenceClassifierOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false);

    internal sealed override Tensor MainOutput(Tensor inputIds) => forward(inputIds).Logits;

    /// <summary>The loss that the configuration's problem type asks for, by Hugging Face's rule if it is silent: one output is regression, whole numbers are classes, else several labels.</summary>
    private protected Tensor? Loss(Tensor logits, Tensor? labels)
    {
        if (labels is null) return null;
        var problem = Config.ProblemType ?? (Config.NumLabels, labels.dtype) switch
        {
            (1, _) => "regression",
            (_, ScalarType.Int64 or ScalarType.Int32) => "single_label_classification",
            _ => "multi_label_classification",
        };
        return problem switch
        {
            "regression" => functional.mse_loss(logits.view(-1), labels.view(-1).to_type(ScalarType.Float32)),
            "single_label_classification" => functional.cross_entropy(logits, labels.view(-1)),
            _ => functional.binary_cross_entropy_with_logits(logits, labels.to_type(ScalarType.Float32)),
        };
    }
}
