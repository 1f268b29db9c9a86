using System.Collections;

namespace TransferLearning.Data;

/// <summary>
/// Labelled texts of one split, in a fixed order, with the names of their labels. A data set never changes: every
/// operation answers a new one. Whatever is random takes a seed, and the same seed gives the same result.
/// </summary>
public sealed partial class Dataset : IReadOnlyList<Example>
{
    private readonly Example[] _examples;

    /// <summary>Creates a data set from examples.</summary>
    /// <param name="examples">The examples; their labels lie in [0, number of label names).</param>
    /// <param name="labelNames">The name of each label, by its number; no two alike.</param>
    /// <exception cref="DatasetException">A label has no name, or two labels have the same name.</exception>
    public Dataset(IEnumerable<Example> examples, IReadOnlyList<string> labelNames)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(labelNames);
        if (labelNames.Distinct(StringComparer.Ordinal).Count() != labelNames.Count)
        {
            throw new DatasetException($"Label names must differ from each other, but are: {string.Join(", ", labelNames)}.");
        }

        _examples = [.. examples];
        LabelNames = [.. labelNames];
        for (var i = 0; i < _examples.Length; i++)
        {
            var label = _examples[i].Label;
            if (label < 0 || label >= LabelNames.Count)
            {
                throw new DatasetException(
                    $"Example {i} has label {label}, but there are {LabelNames.Count} label names ({string.Join(", ", LabelNames)}): labels run from 0 to {LabelNames.Count - 1}.");
            }
        }
    }

    /// <summary>The name of each label, by its number.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The number of examples.</summary>
    public int Count => _examples.Length;

    /// <summary>The example at a position, counted from 0.</summary>
    public Example this[int index] => _examples[index];

    /// <summary>How many examples each label has, by label number.</summary>
    public IReadOnlyList<int> LabelCounts
    {
        get
        {
            var counts = new int[LabelNames.Count];
            foreach (var example in _examples) counts[example.Label]++;
            return counts;
        }
    }

    /// <summary>The share of each label among the examples, in [0, 1], by label name. All zero when there are no examples.</summary>
    public IReadOnlyDictionary<string, double> ClassBalance
    {
        get
        {
            var counts = LabelCounts;
            return LabelNames
                .Select((name, label) => (name, share: Count == 0 ? 0.0 : (double)counts[label] / Count))
                .ToDictionary(pair => pair.name, pair => pair.share, StringComparer.Ordinal);
        }
    }

    /// <summary>The examples in a random order.</summary>
    public Dataset Shuffle(int seed)
    {
        var shuffled = _examples.ToArray();
        new Random(seed).Shuffle(shuffled);
        return With(shuffled);
    }

    /// <summary>The examples at the given positions, in that order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A position lies outside the data set.</exception>
    public Dataset Select(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return With(indices.Select(index => index >= 0 && index < Count
            ? _examples[index]
            : throw new ArgumentOutOfRangeException(nameof(indices), index, $"The data set has {Count} examples: indices run from 0 to {Count - 1}.")));
    }

    /// <summary>The first <paramref name="count"/> examples, or all of them when there are fewer.</summary>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(_examples.Take(count));
    }

    /// <summary>The examples that satisfy a condition.</summary>
    public Dataset Filter(Func<Example, bool> predicate) => With(_examples.Where(predicate));

    /// <summary>Each example replaced by what <paramref name="transform"/> makes of it. The label names stay.</summary>
    public Dataset Map(Func<Example, Example> transform) => With(_examples.Select(transform));

    /// <inheritdoc/>
    public IEnumerator<Example> GetEnumerator() => ((IEnumerable<Example>)_examples).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line such as <c>2000 examples: 1000 negative, 1000 positive</c>.</summary>
    public override string ToString()
    {
        var counts = LabelCounts;
        return $"{Count} examples: {string.Join(", ", LabelNames.Select((name, label) => $"{counts[label]} {name}"))}";
    }

    private Dataset With(IEnumerable<Example> examples) => new(examples, LabelNames);
}
