using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Text;

namespace TransferLearning.Inference;

/// <summary>
/// From texts to labels in one call, as Hugging Face's <c>pipeline("text-classification")</c>: tokenizes, cuts what is too
/// long for the model, and runs batches of texts of similar length.
/// </summary>
/// <param name="model">The classifier; it is put in evaluation mode.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="maxLength">The most tokens that a text keeps, special ones included; <see langword="null"/> for what the model takes.</param>
public sealed class TextClassificationPipeline(SequenceClassificationModel model, PreTrainedTokenizer tokenizer, int? maxLength = null)
{
    /// <summary>The names of the labels, by their number.</summary>
    public IReadOnlyList<string> Labels => model.Config.Labels;

    /// <summary>Loads a pipeline from a model folder, or from a model by name.</summary>
    /// <param name="nameOrFolder">A folder with <c>config.json</c>, weights and tokenizer, or a name that stands for one.</param>
    /// <param name="maxLength">The most tokens that a text keeps, special ones included; <see langword="null"/> for what the model takes.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the weights do not fit.</exception>
    public static TextClassificationPipeline FromPretrained(string nameOrFolder, int? maxLength = null)
    {
        var folder = Hub.ModelFolder.Resolve(nameOrFolder).Path;
        return new TextClassificationPipeline(AutoModelForSequenceClassification.FromPretrained(folder), PreTrainedTokenizer.FromPretrained(folder), maxLength);
    }

    /// <summary>The most probable label of a text.</summary>
    public TextClassification Classify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Classify([text], topK: 1)[0][0];
    }

    /// <summary>The most probable labels of each text, the most probable one first.</summary>
    /// <param name="texts">The texts, in any number.</param>
    /// <param name="topK">How many labels to answer for each, at least 1; <see langword="null"/> for all.</param>
    /// <param name="batchSize">Texts that are run together, at least 1.</param>
    /// <param name="cancellationToken">Stops it between two batches.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<IReadOnlyList<TextClassification>> Classify(
        IReadOnlyList<string> texts, int? topK, int batchSize = 32, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(topK ?? 1, 1, nameof(topK));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        var length = Math.Min(maxLength ?? int.MaxValue, Math.Min(model.Config.MaxTokens, tokenizer.ModelMaxLength));
        var encodings = tokenizer.EncodeBatch(texts, truncation: TruncationStrategy.LongestFirst, maxLength: length);
        var collator = new DataCollatorWithPadding(tokenizer.PadTokenId);
        var results = new IReadOnlyList<TextClassification>[texts.Count];
        model.eval();
        using var noGrad = torch.no_grad();
        foreach (var indices in Enumerable.Range(0, texts.Count).OrderBy(i => encodings[i].Length).Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var batch = collator.Collate(
                [.. indices.Select(i => new TokenizedExample(encodings[i].InputIds, encodings[i].TokenTypeIds, 0))], model.Device);
            var logits = model.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds).Logits;
            var scores = logits.cpu().data<float>().ToArray().Chunk((int)logits.shape[1]).ToArray();
            for (var row = 0; row < indices.Length; row++) results[indices[row]] = Best(scores[row], topK);
        }

        return results;
    }

    private IReadOnlyList<TextClassification> Best(float[] logits, int? count)
    {
        var ranked = LabelProbabilities.Rank(model.Config, logits);
        return count is { } most ? [.. ranked.Take(most)] : ranked;
    }
}
