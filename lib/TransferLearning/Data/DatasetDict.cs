namespace TransferLearning.Data;

/// <summary>The splits of one data set. All of them have the same label names.</summary>
public sealed class DatasetDict
{
    /// <summary>Creates the splits' collection.</summary>
    /// <param name="train">What the model learns from.</param>
    /// <param name="validation">What choices are made on, or <see langword="null"/>.</param>
    /// <param name="test">What the result is measured on, once, or <see langword="null"/>.</param>
    /// <param name="notes">What the reader left out and why, one sentence each.</param>
    /// <exception cref="DatasetException">The splits have different label names.</exception>
    public DatasetDict(Dataset train, Dataset? validation = null, Dataset? test = null, IReadOnlyList<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        Train = train;
        Validation = validation;
        Test = test;
        Notes = notes ?? [];
        foreach (var (name, split) in Splits)
        {
            if (!split.LabelNames.SequenceEqual(train.LabelNames, StringComparer.Ordinal))
            {
                throw new DatasetException(
                    $"The split '{name}' has the labels {string.Join(", ", split.LabelNames)}, but 'train' has {string.Join(", ", train.LabelNames)}. Read all splits with the same label names.");
            }
        }
    }

    /// <summary>What the model learns from.</summary>
    public Dataset Train { get; }

    /// <summary>What choices are made on: when to stop, which settings to keep.</summary>
    public Dataset? Validation { get; }

    /// <summary>What the result is measured on.</summary>
    public Dataset? Test { get; }

    /// <summary>What the reader left out and why, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The names of the labels, by their number.</summary>
    public IReadOnlyList<string> LabelNames => Train.LabelNames;

    /// <summary>The splits that there are, by name: <c>train</c>, <c>validation</c>, <c>test</c>.</summary>
    public IEnumerable<KeyValuePair<string, Dataset>> Splits
    {
        get
        {
            yield return new("train", Train);
            if (Validation is not null) yield return new("validation", Validation);
            if (Test is not null) yield return new("test", Test);
        }
    }

    /// <summary>The split of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such split.</exception>
    public Dataset this[string name] => Splits.FirstOrDefault(split => split.Key == name).Value
        ?? throw new KeyNotFoundException($"There is no split '{name}': there are {string.Join(", ", Splits.Select(split => split.Key))}.");

    /// <summary>The same operation applied to every split.</summary>
    public DatasetDict Map(Func<Dataset, Dataset> transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return new(transform(Train), Validation is null ? null : transform(Validation), Test is null ? null : transform(Test), Notes);
    }

    /// <summary>Each example of every split replaced by what <paramref name="transform"/> makes of it.</summary>
    public DatasetDict Map(Func<Example, Example> transform) => Map(split => split.Map(transform));

    /// <summary>The examples of every split that satisfy a condition.</summary>
    public DatasetDict Filter(Func<Example, bool> predicate) => Map(split => split.Filter(predicate));

    /// <summary>The examples of every split in a random order.</summary>
    public DatasetDict Shuffle(int seed) => Map(split => split.Shuffle(seed));

    /// <summary>A random part of every split that keeps the share of each label.</summary>
    /// <inheritdoc cref="Dataset.Reduce" path="/param"/>
    public DatasetDict Reduce(double fraction, int seed = 42) => Map(split => split.Reduce(fraction, seed));

    /// <summary>One line for each split.</summary>
    public override string ToString() => string.Join('\n', Splits.Select(split => $"{split.Key}: {split.Value}"));
}
