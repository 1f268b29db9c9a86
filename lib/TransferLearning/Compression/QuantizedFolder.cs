using System.Runtime.InteropServices;
using TransferLearning.Hub;
using TransferLearning.Inference.Kernels;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>Writes a model's folder with some of its weights in eight bits; the others stay as they were stored.</summary>
internal static class QuantizedFolder
{
    /// <summary>Writes the folder.</summary>
    /// <param name="from">The model.</param>
    /// <param name="config">Its configuration, with what is quantized.</param>
    /// <param name="quantized">The names of the weights that are stored in eight bits.</param>
    /// <param name="ranges">Each linear layer's largest input, where the inputs' scales are fixed.</param>
    /// <param name="output">The folder to write.</param>
    public static void Write(ModelFolder from, PretrainedConfig config, IReadOnlySet<string> quantized, IReadOnlyDictionary<string, float> ranges, string output)
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var path in from.WeightFiles())
        {
            using var file = DequantizedWeights.OpenAny(path);
            foreach (var entry in file.Entries)
            {
                if (quantized.Contains(entry.Name)) Quantize(file, entry, ranges, tensors);
                else tensors[entry.Name] = Copy(file, entry);
            }
        }

        var name = Path.GetFileName(Path.GetFullPath(output).TrimEnd(Path.DirectorySeparatorChar));
        AtomicFolder.Write(output, temporary =>
        {
            SafeTensors.Save(Path.Combine(temporary, ModelFolder.WeightsFile), tensors);
            File.WriteAllText(Path.Combine(temporary, ModelFolder.ConfigFile), config.ToJson() + "\n");
            File.WriteAllText(Path.Combine(temporary, ModelFolder.CardFile), Card(name, config, quantized.Count).ToMarkdown());
            from.CopyTokenizer(temporary);
        });
    }

    private static void Quantize(IWeightFile file, SafeTensorsEntry entry, IReadOnlyDictionary<string, float> ranges, Dictionary<string, Tensor> tensors)
    {
        var values = new float[entry.NumberOfElements];
        file.ReadSingles(entry.Name, values);
        var matrix = Int8Matrix.Quantize(values, (int)entry.Shape[0], (int)entry.Shape[1]);
        var steps = empty([.. entry.Shape], dtype: ScalarType.Int8);
        MemoryMarshal.AsBytes(matrix.Values.AsSpan()).CopyTo(steps.bytes);
        tensors[entry.Name] = steps;
        tensors[entry.Name + DequantizedWeights.ScaleSuffix] = tensor(matrix.Scales);
        if (ranges.TryGetValue(entry.Name[..^".weight".Length], out var range)) tensors[DequantizedWeights.InputRangeOf(entry.Name)] = tensor([range]);
    }

    private static Tensor Copy(IWeightFile file, SafeTensorsEntry entry)
    {
        var copy = empty([.. entry.Shape], dtype: entry.DType);
        file.CopyTo(entry.Name, copy);
        return copy;
    }

    private static ModelCard Card(string name, PretrainedConfig config, int quantized) => new()
    {
        Name = name,
        Summary = $"A {config.ModelType} classifier whose weights are stored in eight bits, by the transfer learning course's C# library, whose EncoderRuntime and model classes open it.",
        PipelineTag = "text-classification",
        Facts =
        [
            new("Layers", config.Depth.ToString()),
            new("Width", config.Width.ToString()),
            new("Labels", string.Join(", ", config.Labels)),
            new("Weights in int8", $"{quantized} matrices, a scale for each row"),
            new("Inputs", config.Quantization!.Method == QuantizationMethod.Dynamic ? "scaled token by token" : "scaled by ranges that were measured"),
            new("Kept in floating point", config.Quantization.KeptInFloat.Count == 0 ? "biases, norms, positions, head" : $"biases, norms, positions, head, {string.Join(", ", config.Quantization.KeptInFloat)}"),
        ],
    };
}
