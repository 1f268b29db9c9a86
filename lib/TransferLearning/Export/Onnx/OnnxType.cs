namespace TransferLearning.Export.Onnx;

/// <summary>The element types that the writer needs, by their numbers in ONNX.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
}
