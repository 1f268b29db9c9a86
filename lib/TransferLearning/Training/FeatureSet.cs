namespace TransferLearning.Training;

/// <summary>The features of a data set: one vector for each example, computed once by a model that is not trained.</summary>
public sealed class FeatureSet
{
    private readonly float[] _values;

    /// <summary>Creates a feature set.</summary>
    /// <param name="values">The vectors one after the other: examples × dimensions numbers.</param>
    /// <param name="dimensions">The numbers in a vector, at least 1.</param>
    /// <param name="labels">The label of each example, in [0, number of label names).</param>
    /// <param name="labelNames">The name of each label, by its number.</param>
    /// <exception cref="ArgumentException">The numbers do not make one vector for each label.</exception>
    public FeatureSet(float[] values, int dimensions, IReadOnlyList<int> labels, IReadOnlyList<string> labelNames)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(labelNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (values.Length != (long)labels.Count * dimensions)
        {
            throw new ArgumentException($"{values.Length} numbers do not make {labels.Count} vectors of {dimensions}.", nameof(values));
        }

        _values = values;
        Dimensions = dimensions;
        Labels = labels;
        LabelNames = labelNames;
    }

    /// <summary>The number of examples.</summary>
    public int Count => Labels.Count;

    /// <summary>The numbers in a vector.</summary>
    public int Dimensions { get; }

    /// <summary>The label of each example.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The name of each label, by its number.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The vector of an example.</summary>
    public ReadOnlySpan<float> this[int index] => _values.AsSpan(index * Dimensions, Dimensions);

    /// <summary>All vectors one after the other.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The examples at the given positions, in that order.</summary>
    public FeatureSet Select(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var values = new float[indices.Count * Dimensions];
        for (var i = 0; i < indices.Count; i++) this[indices[i]].CopyTo(values.AsSpan(i * Dimensions));
        return new FeatureSet(values, Dimensions, [.. indices.Select(index => Labels[index])], LabelNames);
    }
}
