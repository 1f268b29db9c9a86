using TransferLearning.Hub;
using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Text;

namespace Course.Classification;

/// <summary>A classifier with the tokenizer that belongs to it.</summary>
internal sealed record LoadedClassifier(SequenceClassificationModel Model, PreTrainedTokenizer Tokenizer) : IDisposable
{
    /// <summary>Loads a fine-tuned classifier.</summary>
    /// <exception cref="InvalidDataException">The checkpoint has no trained head.</exception>
    public static LoadedClassifier Open(string nameOrFolder)
    {
        var loaded = Load(nameOrFolder, labels: null);
        try
        {
            UntrainedHead.ThrowIfAny(nameOrFolder, loaded.Model.LoadReport?.NewlyInitialized ?? []);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Loads a checkpoint to train a classifier from; a missing head starts random.</summary>
    /// <param name="nameOrFolder">The checkpoint.</param>
    /// <param name="labels">The labels; those of the checkpoint if null.</param>
    /// <param name="head">One of the course's heads instead of the architecture's own.</param>
    public static LoadedClassifier Load(string nameOrFolder, IReadOnlyList<string>? labels, ClassificationHead? head = null)
    {
        var folder = ModelFolder.Resolve(nameOrFolder).Path;
        SequenceClassificationModel model = head is null
            ? AutoModelForSequenceClassification.FromPretrained(folder, labels)
            : EncoderForSequenceClassification.FromPretrained(folder, head, labels);
        return new LoadedClassifier(model, AutoTokenizer.FromPretrained(folder));
    }

    /// <summary>A classifier of a checkpoint's shape, with its vocabulary, whose weights are all fresh: what training reaches without pre-training.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    public static LoadedClassifier FromScratch(string nameOrFolder, IReadOnlyList<string>? labels, ClassificationHead? head = null)
    {
        using var trained = Load(nameOrFolder, labels, head).Model;
        return new LoadedClassifier(AutoModelForSequenceClassification.FromConfig(trained.Config), AutoTokenizer.FromPretrained(ModelFolder.Resolve(nameOrFolder).Path));
    }

    public void Dispose() => Model.Dispose();
}
