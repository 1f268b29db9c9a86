using TransferLearning.Export.Onnx;
using TransferLearning.Hub;
using TransferLearning.Inference.Encoders;

namespace TransferLearning.Export;

/// <summary>
/// Writes a classifier as ONNX, for runtimes of other languages: inputs <c>input_ids</c>, <c>attention_mask</c> and, for BERT, <c>token_type_ids</c>, int64 (batch,
/// tokens); output <c>logits</c>, float32 (batch, labels). Operators of opset 17, weights in float32.
/// </summary>
public static class OnnxExport
{
    /// <summary>The name of the file in the folder.</summary>
    public const string FileName = "model.onnx";

    // What a protocol buffer can hold, less something for what is not a weight.
    private const long MostBytes = int.MaxValue - (16L << 20);

    /// <summary>Writes <c>model.onnx</c>, the configuration and the tokenizer into a folder, as Hugging Face's Optimum lays it out.</summary>
    /// <param name="nameOrFolder">A classifier over bert, distilbert or roberta, pruned or quantized or not: a folder, or a name that stands for one.</param>
    /// <param name="output">The folder to write.</param>
    /// <returns>The path of the ONNX file.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the classifier was never trained.</exception>
    /// <exception cref="NotSupportedException">The model is no encoder, or too large for one ONNX file.</exception>
    public static string Export(string nameOrFolder, string output)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(output);
        var folder = ModelFolder.Resolve(nameOrFolder);
        var shape = EncoderShape.Read(folder);
        using var weights = new WeightSource(folder, dequantize: true);
        weights.RequireHead(shape);
        var graph = EncoderGraph.Draw(shape, weights);
        var bytes = graph.Constants.Sum(constant => constant.ByteLength);
        if (bytes > MostBytes) throw new NotSupportedException($"The weights take {bytes:N0} bytes, and one ONNX file holds {MostBytes:N0}.");

        AtomicFolder.Write(output, temporary =>
        {
            using (var file = File.Create(Path.Combine(temporary, FileName))) OnnxWriter.Write(file, graph);
            File.WriteAllText(Path.Combine(temporary, ModelFolder.ConfigFile), (shape.Config with { Quantization = null }).ToJson() + "\n");
            folder.CopyTokenizer(temporary);
        });
        return Path.GetFullPath(Path.Combine(output, FileName));
    }
}
