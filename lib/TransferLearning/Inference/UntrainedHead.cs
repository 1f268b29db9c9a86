namespace TransferLearning.Inference;

/// <summary>Pre-trained bodies have no head: their labels would be random.</summary>
public static class UntrainedHead
{
    /// <summary>Refuses a model folder that lacks weights of the classifier.</summary>
    /// <param name="folder">The folder's path, or the name that stands for it.</param>
    /// <param name="missing">The names of the weights that are not in it.</param>
    /// <exception cref="InvalidDataException">There are such weights.</exception>
    public static void ThrowIfAny(string folder, IReadOnlyCollection<string> missing)
    {
        if (missing.Count == 0) return;
        throw new InvalidDataException(
            $"'{folder}' is no finished classifier: {string.Join(", ", missing)} are not in it and would be random. Train it first: ./course train --model {folder} --data FOLDER --output FOLDER");
    }
}
