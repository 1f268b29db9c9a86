namespace TransferLearning.Models;

/// <summary>Finds the parameter that a name in a file stands for: old names, a missing or an extra prefix of the body, and tied weights.</summary>
internal sealed class WeightNames(PreTrainedModel model, IEnumerable<string> parameters)
{
    private readonly HashSet<string> known = new(parameters, StringComparer.Ordinal);
    private readonly string prefix = model.BaseModelPrefix + ".";

    /// <summary>The parameter's name in the model, or null if the model has none.</summary>
    /// <param name="fileName">The tensor's name in the file.</param>
    /// <param name="inFile">Whether the file holds a name.</param>
    public string? Resolve(string fileName, Predicate<string> inFile)
    {
        if (known.Contains(fileName)) return fileName;
        foreach (var candidate in Candidates(Modern(fileName)))
        {
            // A name that the file spells exactly goes before one that only resembles it.
            if (known.Contains(candidate) && !inFile(candidate)) return candidate;
            if (Tied(candidate, inFile) is { } tied) return tied;
        }

        return null;
    }

    /// <summary>Whether a name is the second name of a tied weight that the file also holds under its first.</summary>
    public bool IsTiedDuplicate(string fileName, Predicate<string> inFile) =>
        model.TiedNames.TryGetValue(fileName, out var name) && inFile(name);

    private IEnumerable<string> Candidates(string name)
    {
        yield return name;
        if (name.StartsWith(prefix, StringComparison.Ordinal)) yield return name[prefix.Length..];
        yield return prefix + name;
    }

    /// <summary>The first name of a tied weight, if the file holds it only under its second.</summary>
    private string? Tied(string name, Predicate<string> inFile) =>
        model.TiedNames.TryGetValue(name, out var first) && !inFile(first) ? first : null;

    /// <summary>TensorFlow's layer norms had gamma and beta.</summary>
    public static string Modern(string name) => name switch
    {
        _ when name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) => string.Concat(name.AsSpan(0, name.Length - 5), "weight"),
        _ when name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) => string.Concat(name.AsSpan(0, name.Length - 4), "bias"),
        _ => name,
    };
}
