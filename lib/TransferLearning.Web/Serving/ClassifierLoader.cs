using TransferLearning.Hub;
using TransferLearning.Inference;

namespace TransferLearning.Web.Serving;

/// <summary>Loads the classifier of a folder.</summary>
internal static class ClassifierLoader
{
    /// <summary>Loads a fine-tuned classifier: on the fast runtime if that knows the architecture, else by its model class.</summary>
    /// <param name="nameOrFolder">The folder of the model, or its name.</param>
    /// <param name="maxTokens">Cuts texts at fewer tokens than the model takes.</param>
    /// <exception cref="IOException">There is no such model, or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the classifier has no trained head.</exception>
    /// <exception cref="NotSupportedException">The architecture is no classifier that the library knows.</exception>
    public static ITextClassifier Load(string nameOrFolder, int? maxTokens)
    {
        var folder = ModelFolder.Resolve(nameOrFolder);
        try
        {
            return new RuntimeClassifier(EncoderRuntime.Load(folder.Path, new EncoderRuntimeOptions { MaxTokens = maxTokens }));
        }
        catch (NotSupportedException)
        {
            // The model classes know more architectures; if they do not know this one either, they say so.
            return ModelClassClassifier.Load(folder, maxTokens);
        }
    }
}
