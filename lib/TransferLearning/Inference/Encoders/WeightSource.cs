using System.Runtime.InteropServices;
using TransferLearning.Hub;
using TransferLearning.Inference.Kernels;
using TransferLearning.Models;

namespace TransferLearning.Inference.Encoders;

/// <summary>The named tensors of a model folder, whichever files hold them. Safe to read from several threads.</summary>
internal sealed class WeightSource : IDisposable
{
    private readonly string _folder;
    private readonly List<IWeightFile> _files = [];
    private readonly Dictionary<string, (IWeightFile File, SafeTensorsEntry Entry)> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens the weights of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="dequantize">Whether weights of eight bits are to be read as floating-point numbers.</param>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public WeightSource(ModelFolder folder, bool dequantize = false)
    {
        _folder = folder.Path;
        try
        {
            foreach (var path in folder.WeightFiles())
            {
                IWeightFile file = dequantize || ModelFolder.IsPyTorch(path) ? DequantizedWeights.OpenAny(path) : SafeTensorsFile.Open(path);
                _files.Add(file);
                foreach (var entry in file.Entries) _entries[WeightNames.Modern(entry.Name)] = (file, entry);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Refuses a body without a trained head.</summary>
    /// <exception cref="InvalidDataException">Weights of the classifier's head are missing.</exception>
    public void RequireHead(EncoderShape shape) =>
        UntrainedHead.ThrowIfAny(_folder, [.. shape.Head.SelectMany(step => (string[])[step.Name + ".weight", step.Name + ".bias"]).Where(name => !Contains(name))]);

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>A vector.</summary>
    public float[] Vector(string name, int length) => Values(name, length);

    /// <summary>A tensor in float32, row by row.</summary>
    public float[] Values(string name, params ReadOnlySpan<long> shape)
    {
        var length = 1L;
        foreach (var size in shape) length = checked(length * size);
        var values = GC.AllocateUninitializedArray<float>(checked((int)length));
        Read(name, values, shape);
        return values;
    }

    /// <summary>A linear layer, as the file stores it.</summary>
    public LinearWeights Linear(string name, int outputs, int inputs)
    {
        var bias = Vector(name + ".bias", outputs);
        if (ReadInt8(name + ".weight", outputs, inputs) is { } matrix)
        {
            var range = DequantizedWeights.InputRangeOf(name + ".weight");
            return new Int8Weights(outputs, inputs, matrix, bias, Contains(range) ? Vector(range, 1)[0] : null);
        }

        return new FloatWeights(outputs, inputs, Values(name + ".weight", outputs, inputs), bias);
    }

    /// <summary>A table of vectors, as the file stores it.</summary>
    public EmbeddingTable Table(string name, int rows, int columns) => ReadInt8(name + ".weight", rows, columns) is { } matrix
        ? new Int8Table(rows, columns, matrix)
        : new FloatTable(rows, columns, values => Read(name + ".weight", values, rows, columns));

    /// <summary>A layer norm.</summary>
    public LayerNorm Norm(string name, int width, float epsilon) => new(Vector(name + ".weight", width), Vector(name + ".bias", width), epsilon);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    private void Read(string name, Span<float> target, params ReadOnlySpan<long> shape)
    {
        var (file, entry) = Find(name, shape);
        if (!SafeTensorsDType.IsFloatingPoint(entry.DType))
            throw new InvalidDataException($"'{name}' in '{_folder}' is stored as {SafeTensorsDType.NameOf(entry.DType)}, and neither as floating-point numbers nor as int8 with a scale for each row. Fetch or write the folder again.");
        file.ReadSingles(entry.Name, target);
    }

    /// <summary>A matrix of eight bits; null if it is one of floating-point numbers.</summary>
    private Int8Matrix? ReadInt8(string name, int rows, int columns)
    {
        var (found, entry) = Find(name, [rows, columns]);
        if (found is not SafeTensorsFile file || !DequantizedWeights.IsQuantized(file, entry)) return null;
        var values = GC.AllocateUninitializedArray<sbyte>(checked(rows * columns));
        file.ReadBytes(entry.Name, MemoryMarshal.AsBytes(values.AsSpan()));
        return new Int8Matrix(values, Vector(name + DequantizedWeights.ScaleSuffix, rows));
    }

    private (IWeightFile File, SafeTensorsEntry Entry) Find(string name, ReadOnlySpan<long> shape)
    {
        if (!_entries.TryGetValue(name, out var found))
        {
            throw new InvalidDataException($"The weights in '{_folder}' hold no '{name}', which the model needs. Fetch or write the folder again.");
        }

        return shape.SequenceEqual([.. found.Entry.Shape])
            ? found
            : throw new InvalidDataException($"'{name}' in '{_folder}' has the shape [{string.Join(", ", found.Entry.Shape)}], and by config.json it should be [{string.Join(", ", shape.ToArray())}]. The two do not belong together: fetch both again.");
    }
}
