using TransferLearning.Hub;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Inference.Encoders;

/// <summary>The named tensors of a model folder, whichever files hold them. Safe to read from several threads.</summary>
internal sealed class WeightSource : IDisposable
{
    private readonly string _folder;
    private readonly List<IWeightFile> _files = [];
    private readonly Dictionary<string, (IWeightFile File, SafeTensorsEntry Entry)> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens the weights of a folder.</summary>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public WeightSource(ModelFolder folder)
    {
        _folder = folder.Path;
        try
        {
            foreach (var path in folder.WeightFiles())
            {
                IWeightFile file = ModelFolder.IsPyTorch(path) ? PyTorchWeights.Open(path) : SafeTensorsFile.Open(path);
                _files.Add(file);
                foreach (var entry in file.Entries) _entries[Modern(entry.Name)] = (file, entry);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>A vector.</summary>
    public float[] Vector(string name, int length)
    {
        var values = new float[length];
        Read(name, values, length);
        return values;
    }

    /// <summary>A linear layer.</summary>
    public LinearWeights Linear(string name, int outputs, int inputs)
    {
        var values = new float[checked(outputs * inputs)];
        Read(name + ".weight", values, outputs, inputs);
        return new LinearWeights(outputs, inputs, values, Vector(name + ".bias", outputs));
    }

    /// <summary>A table of vectors.</summary>
    public EmbeddingTable Table(string name, int rows, int columns) => new FloatTable(rows, columns, values => Read(name + ".weight", values, rows, columns));

    /// <summary>A layer norm.</summary>
    public LayerNorm Norm(string name, int width, float epsilon) => new(Vector(name + ".weight", width), Vector(name + ".bias", width), epsilon);

    /// <summary>Reads a tensor as float32.</summary>
    /// <exception cref="InvalidDataException">There is none of this name and shape.</exception>
    public void Read(string name, Span<float> target, params ReadOnlySpan<long> shape)
    {
        if (!_entries.TryGetValue(name, out var found))
        {
            throw new InvalidDataException(
                $"The weights in '{_folder}' hold no '{name}', which the model needs. If it is a pre-trained body without a trained head, train it first: ./course train --model {_folder} --data FOLDER --output FOLDER");
        }

        if (!shape.SequenceEqual([.. found.Entry.Shape]))
            throw new InvalidDataException($"'{name}' in '{_folder}' has the shape [{string.Join(", ", found.Entry.Shape)}], and by config.json it should be [{string.Join(", ", shape.ToArray())}]. The two do not belong together: fetch both again.");
        found.File.ReadSingles(found.Entry.Name, target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    /// <summary>TensorFlow's layer norms had gamma and beta.</summary>
    private static string Modern(string name) => name
        .Replace("LayerNorm.gamma", "LayerNorm.weight", StringComparison.Ordinal)
        .Replace("LayerNorm.beta", "LayerNorm.bias", StringComparison.Ordinal);
}
