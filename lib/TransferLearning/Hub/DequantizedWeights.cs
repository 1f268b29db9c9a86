using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TransferLearning.Hub;

/// <summary>
/// A file of which some weights are stored in eight bits, one scale a row beside them (<c>name</c> of int8 and <c>name_scale</c> of float32), read as if all were
/// float32: so the model classes load what was quantized, and can be trained on.
/// </summary>
internal sealed class DequantizedWeights : IWeightFile
{
    /// <summary>What is added to the name of a weight for the name of its scales.</summary>
    public const string ScaleSuffix = "_scale";

    /// <summary>What stands in place of <c>weight</c> in the name of the largest input that a layer was calibrated for.</summary>
    public const string InputRange = "input_range";

    private readonly SafeTensorsFile _file;
    private readonly Dictionary<string, SafeTensorsEntry> _quantized;

    private DequantizedWeights(SafeTensorsFile file)
    {
        _file = file;
        _quantized = file.Entries.Where(entry => IsQuantized(file, entry)).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var helpers = _quantized.Keys.SelectMany(name => (string[])[name + ScaleSuffix, InputRangeOf(name)]).ToHashSet(StringComparer.Ordinal);
        Entries = [.. file.Entries.Where(entry => !helpers.Contains(entry.Name)).Select(entry => _quantized.ContainsKey(entry.Name) ? entry with { DType = ScalarType.Float32 } : entry)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    /// <summary>Opens a weight file of any kind, as one of floating-point numbers.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static IWeightFile OpenAny(string path)
    {
        if (ModelFolder.IsPyTorch(path)) return PyTorchWeights.Open(path);
        var file = SafeTensorsFile.Open(path);
        return file.Entries.Any(entry => IsQuantized(file, entry)) ? new DequantizedWeights(file) : file;
    }

    /// <summary>Whether a tensor of a file is one of this library's quantized weights: a matrix of int8 with a scale for each row.</summary>
    public static bool IsQuantized(SafeTensorsFile file, SafeTensorsEntry entry) =>
        entry is { DType: ScalarType.Int8, Shape: [var rows, _] } && file.Contains(entry.Name + ScaleSuffix) && file[entry.Name + ScaleSuffix].Shape is [var scales] && scales == rows;

    /// <summary>The name of the largest input that a weight's layer was calibrated for.</summary>
    public static string InputRangeOf(string weight) => string.Concat(weight.AsSpan(0, weight.Length - "weight".Length), InputRange);

    /// <inheritdoc/>
    public bool Contains(string name) => _file.Contains(name);

    /// <inheritdoc/>
    public void CopyTo(string name, Tensor target)
    {
        if (!_quantized.TryGetValue(name, out var entry))
        {
            _file.CopyTo(name, target);
            return;
        }

        var values = new float[entry.NumberOfElements];
        ReadSingles(name, values);
        TensorValues.Write(MemoryMarshal.AsBytes(values.AsSpan()), ScalarType.Float32, target);
    }

    /// <inheritdoc/>
    public void ReadSingles(string name, Span<float> target)
    {
        if (!_quantized.TryGetValue(name, out var entry))
        {
            _file.ReadSingles(name, target);
            return;
        }

        var steps = new sbyte[entry.NumberOfElements];
        _file.ReadBytes(name, MemoryMarshal.AsBytes(steps.AsSpan()));
        var scales = _file.ReadSingles(name + ScaleSuffix);
        TensorPrimitives.ConvertTruncating<sbyte, float>(steps, target);
        var columns = (int)entry.Shape[1];
        for (var row = 0; row < scales.Length; row++)
        {
            var values = target.Slice(row * columns, columns);
            TensorPrimitives.Multiply(values, scales[row], values);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
