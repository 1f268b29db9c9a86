using System.Text;

namespace TransferLearning.Hub;

/// <summary>A tensor whose shape in a file is not the one that the model has.</summary>
/// <param name="Name">The parameter's name in the model.</param>
/// <param name="FileShape">The shape in the file.</param>
/// <param name="ModelShape">The shape in the model.</param>
public sealed record MismatchedTensor(string Name, IReadOnlyList<long> FileShape, IReadOnlyList<long> ModelShape);

/// <summary>What became of every tensor when weights were loaded into a model.</summary>
/// <remarks>Unless it <see cref="IsExact"/>, its text also goes as a warning to the listeners of <see cref="System.Diagnostics.Trace"/>.</remarks>
public sealed record LoadReport
{
    /// <summary>The model's class.</summary>
    public required string Model { get; init; }

    /// <summary>Where the weights came from.</summary>
    public required string Source { get; init; }

    /// <summary>Parameters that were read from the file.</summary>
    public IReadOnlyList<string> Loaded { get; init; } = [];

    /// <summary>Parameters of the model's body that the file does not hold, with their shapes. Loading such a file fails unless it is allowed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Tensors of the file for which the model has no place, with their shapes: another task's head, as a rule.</summary>
    public IReadOnlyList<string> Unexpected { get; init; } = [];

    /// <summary>Tensors whose shape does not fit. Loading such a file fails unless it is allowed.</summary>
    public IReadOnlyList<MismatchedTensor> Mismatched { get; init; } = [];

    /// <summary>Parameters that start from fresh random values, with their shapes: heads that the file does not hold, and whatever was allowed to be missing or mis-shaped.</summary>
    public IReadOnlyList<string> NewlyInitialized { get; init; } = [];

    /// <summary>Whether every parameter came from the file and the file held nothing else.</summary>
    public bool IsExact => Missing.Count == 0 && Unexpected.Count == 0 && Mismatched.Count == 0 && NewlyInitialized.Count == 0;

    /// <summary>The report as text, one line a tensor.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append($"{Model} from '{Source}': {Loaded.Count} tensors loaded");
        if (IsExact) return text.Append(", every one in its place.").ToString();

        text.AppendLine(".");
        Section("Mis-shaped (the file's shape, then the model's):", Mismatched.Select(m => $"{m.Name}: [{string.Join(", ", m.FileShape)}] and [{string.Join(", ", m.ModelShape)}]"));
        Section("Missing in the file:", Missing);
        Section("In the file, but without a place in this model (not used):", Unexpected);
        Section("Newly initialised: train these before you rely on the model's answers:", NewlyInitialized);
        return text.ToString().TrimEnd();

        void Section(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count == 0) return;
            text.AppendLine("  " + title);
            foreach (var line in all) text.AppendLine("    " + line);
        }
    }
}
