using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Text;

namespace TransferLearning.Web.Serving;

/// <summary>Runs the library's model classes: for the architectures that the fast runtime does not know, such as the LSTM.</summary>
internal sealed class ModelClassClassifier : ITextClassifier
{
    private readonly SequenceClassificationModel _model;
    private readonly PreTrainedTokenizer _tokenizer;
    private readonly DataCollatorWithPadding _collator;

    private ModelClassClassifier(string name, SequenceClassificationModel model, PreTrainedTokenizer tokenizer, int maxTokens)
    {
        _model = model;
        _tokenizer = tokenizer;
        _collator = new DataCollatorWithPadding(tokenizer.PadTokenId);
        Info = new ClassifierInfo(name, model.Config.ModelType, "float32", model.Config.Labels, maxTokens);
        CoverTokenId = CoverToken.Of(tokenizer);
    }

    /// <inheritdoc/>
    public ClassifierInfo Info { get; }

    /// <inheritdoc/>
    public int CoverTokenId { get; }

    /// <summary>Loads a fine-tuned classifier.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="maxTokens">Cuts texts at fewer tokens than the model takes.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the classifier has no trained head.</exception>
    public static ModelClassClassifier Load(ModelFolder folder, int? maxTokens)
    {
        var model = AutoModelForSequenceClassification.FromPretrained(folder.Path);
        try
        {
            if (model.LoadReport is { NewlyInitialized: { Count: > 0 } missing })
                throw new InvalidDataException($"'{folder.Path}' is no finished classifier: {string.Join(", ", missing)} are not in it and would be random. Train it first: ./course train");
            var tokenizer = PreTrainedTokenizer.FromPretrained(folder.Path);
            var most = Math.Min(model.Config.MaxTokens, tokenizer.ModelMaxLength);
            return new ModelClassClassifier(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path)), model, tokenizer, Math.Min(most, maxTokens ?? most));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public EncodedReview Encode(string text)
    {
        var encoding = _tokenizer.Encode(text, truncation: TruncationStrategy.LongestFirst, maxLength: Info.MaxTokens);
        var isFull = encoding.Length == Info.MaxTokens;
        return new EncodedReview(text, encoding, isFull && encoding.Offsets.Max(offset => offset.End) < text.AsSpan().TrimEnd().Length);
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Score(IReadOnlyList<ModelInput> texts)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var batch = _collator.Collate([.. texts.Select(text => new TokenizedExample(text.InputIds, text.TokenTypeIds, 0))], _model.Device);
        var logits = _model.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds).Logits;
        // A single output is the score of its label alone, as Hugging Face has it; of several, one is true.
        var probabilities = logits.shape[1] == 1 ? torch.sigmoid(logits) : torch.nn.functional.softmax(logits, 1);
        return [.. probabilities.cpu().data<float>().ToArray().Chunk(Info.Labels.Count)];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
