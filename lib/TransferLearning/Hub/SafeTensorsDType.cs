using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>The element types of the safetensors format, their codes in the header and their sizes.</summary>
internal static class SafeTensorsDType
{
    private static readonly (string Code, string Name, ScalarType Type, int Size)[] All =
    [
        ("F64", "float64", ScalarType.Float64, 8),
        ("F32", "float32", ScalarType.Float32, 4),
        ("F16", "float16", ScalarType.Float16, 2),
        ("BF16", "bfloat16", ScalarType.BFloat16, 2),
        ("I64", "int64", ScalarType.Int64, 8),
        ("I32", "int32", ScalarType.Int32, 4),
        ("I8", "int8", ScalarType.Int8, 1),
        ("U8", "uint8", ScalarType.Byte, 1),
        ("BOOL", "bool", ScalarType.Bool, 1),
    ];

    /// <summary>The codes that this library reads, for messages.</summary>
    public static string Known => string.Join(", ", All.Select(row => row.Code));

    public static ScalarType? FromCode(string code)
    {
        foreach (var row in All)
            if (row.Code == code) return row.Type;
        return null;
    }

    public static string CodeOf(ScalarType type) => Row(type).Code;

    public static string NameOf(ScalarType type) => Row(type).Name;

    public static int SizeOf(ScalarType type) => Row(type).Size;

    public static bool IsFloatingPoint(ScalarType type) =>
        type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;

    private static (string Code, string Name, ScalarType Type, int Size) Row(ScalarType type)
    {
        foreach (var row in All)
            if (row.Type == type) return row;
        throw new NotSupportedException($"Tensors of type {type} cannot be stored as safetensors here. Convert them to one of: {Known}.");
    }
}
