using System.Text.Json;
using TorchSharp;
using TransferLearning.Hub;

namespace TransferLearning.Training;

/// <summary>The features of a data set: one vector for each example, computed once by a model that is not trained, and kept in a file if one likes.</summary>
public sealed class FeatureSet
{
    private const string FeaturesName = "features";
    private const string LabelsName = "labels";
    private const string LabelNamesKey = "label_names";
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

    /// <summary>Reads features that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    public static FeatureSet Load(string path)
    {
        using var scope = torch.NewDisposeScope();
        using var file = SafeTensorsFile.Open(path);
        if (!file.Contains(FeaturesName) || !file.Contains(LabelsName) || !file.Metadata.TryGetValue(LabelNamesKey, out var names) || file[FeaturesName].Shape.Count != 2)
        {
            throw new InvalidDataException($"'{path}' holds no features: it needs '{FeaturesName}' (examples, dimensions), '{LabelsName}' and the metadata '{LabelNamesKey}'.");
        }

        return new FeatureSet(
            file.Read(FeaturesName).data<float>().ToArray(),
            (int)file[FeaturesName].Shape[1],
            file.Read(LabelsName).data<int>().ToArray(),
            JsonSerializer.Deserialize<string[]>(names)!);
    }

    /// <summary>Writes the features to a safetensors file, so that the model need not be run again.</summary>
    public void Save(string path)
    {
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, torch.Tensor> { [FeaturesName] = ToTensor(), [LabelsName] = torch.tensor(Labels.ToArray()) };
        SafeTensors.Save(path, tensors, metadata: new Dictionary<string, string> { ["format"] = "pt", [LabelNamesKey] = JsonSerializer.Serialize(LabelNames) });
    }

    /// <summary>The vectors as a tensor, float32 [examples, dimensions].</summary>
    internal torch.Tensor ToTensor() => torch.tensor(_values, [Count, Dimensions]);

    /// <summary>The examples at the given positions, in that order.</summary>
    public FeatureSet Select(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var values = new float[indices.Count * Dimensions];
        for (var i = 0; i < indices.Count; i++) this[indices[i]].CopyTo(values.AsSpan(i * Dimensions));
        return new FeatureSet(values, Dimensions, [.. indices.Select(index => Labels[index])], LabelNames);
    }
}
