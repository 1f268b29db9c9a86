using TransferLearning.Hub;

namespace TransferLearning.Web.Serving;

/// <summary>Loads the classifier of a folder.</summary>
internal static class ClassifierLoader
{
    /// <summary>Loads a fine-tuned classifier.</summary>
    /// <param name="nameOrFolder">The folder of the model, or its name.</param>
    /// <param name="maxTokens">Cuts texts at fewer tokens than the model takes.</param>
    public static ITextClassifier Load(string nameOrFolder, int? maxTokens) =>
        ModelClassClassifier.Load(ModelFolder.Resolve(nameOrFolder), maxTokens);
}
