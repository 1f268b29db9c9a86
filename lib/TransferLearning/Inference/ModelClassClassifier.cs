using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Text;

namespace TransferLearning.Inference;

/// <summary>Runs the library's model classes: for the architectures that the fast runtime does not know, such as the LSTM.</summary>
internal sealed class ModelClassClassifier : TextClassifier
{
    private readonly SequenceClassificationModel _model;
    private readonly DataCollatorWithPadding _collator;

    private ModelClassClassifier(ModelFolder folder, SequenceClassificationModel model, PreTrainedTokenizer tokenizer, int? maxTokens)
        : base(folder, model.Config, tokenizer, maxTokens)
    {
        model.eval();
        _model = model;
        _collator = new DataCollatorWithPadding(tokenizer.PadTokenId);
    }

    /// <inheritdoc/>
    public override string Precision => "float32";

    /// <summary>Loads a fine-tuned classifier.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="maxTokens">Cuts texts at fewer tokens than the model takes.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the classifier has no trained head.</exception>
    /// <exception cref="NotSupportedException">There is no model class for it.</exception>
    public static ModelClassClassifier Load(ModelFolder folder, int? maxTokens)
    {
        var model = AutoModelForSequenceClassification.FromPretrained(folder.Path);
        try
        {
            UntrainedHead.ThrowIfAny(folder.Path, model.LoadReport?.NewlyInitialized ?? []);
            return new ModelClassClassifier(folder, model, AutoTokenizer.FromPretrained(folder.Path), maxTokens);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _model.Dispose();

    private protected override void Run(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits)
    {
        var texts = new TokenizedExample[lengths.Length];
        for (int text = 0, at = 0; text < texts.Length; at += lengths[text], text++)
        {
            texts[text] = new TokenizedExample(
                inputIds.Slice(at, lengths[text]).ToArray(), tokenTypeIds.IsEmpty ? null : tokenTypeIds.Slice(at, lengths[text]).ToArray(), 0);
        }

        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var batch = _collator.Collate(texts, _model.Device);
        _model.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds).Logits.cpu().data<float>().ToArray().CopyTo(logits);
    }
}
