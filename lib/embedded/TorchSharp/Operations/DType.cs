using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Facts about element types.</summary>
internal static class DType
{
    internal static bool IsFloatingPoint(this ScalarType type) =>
        type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16;

    internal static bool IsIntegral(this ScalarType type) =>
        type is ScalarType.Int64 or ScalarType.Int32 or ScalarType.Int16 or ScalarType.Int8 or ScalarType.Byte;

    /// <summary>Half precision types are stored in two bytes and computed in float32.</summary>
    internal static bool IsReduced(this ScalarType type) => type is ScalarType.Float16 or ScalarType.BFloat16;

    internal static int Size(this ScalarType type) => type switch
    {
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Int16 => 2,
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        _ => throw Unsupported(type),
    };

    /// <summary>The type of .NET values that a tensor of this type holds.</summary>
    internal static ScalarType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? ScalarType.Float32
        : typeof(T) == typeof(double) ? ScalarType.Float64
        : typeof(T) == typeof(long) ? ScalarType.Int64
        : typeof(T) == typeof(int) ? ScalarType.Int32
        : typeof(T) == typeof(short) ? ScalarType.Int16
        : typeof(T) == typeof(sbyte) ? ScalarType.Int8
        : typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(bool) ? ScalarType.Bool
        : typeof(T) == typeof(Half) ? ScalarType.Float16
        : typeof(T) == typeof(BFloat16) ? ScalarType.BFloat16
        : throw new NotSupportedException($"Tensors of {typeof(T).Name} are not in the embedded engine; `./course use nuget` has them.");

    internal static NotSupportedException Unsupported(ScalarType type) =>
        new($"Tensors of type {type} are not in the embedded engine; `./course use nuget` has them.");

    /// <summary>The type that both operands of an operation are converted to, as PyTorch promotes them.</summary>
    internal static ScalarType Promote(ScalarType a, ScalarType b)
    {
        if (a == b) return a;
        if (a.IsFloatingPoint() || b.IsFloatingPoint())
        {
            if (!a.IsFloatingPoint()) return b;
            if (!b.IsFloatingPoint()) return a;
            if (a == ScalarType.Float64 || b == ScalarType.Float64) return ScalarType.Float64;
            return ScalarType.Float32; // float32 with a half type, or the two half types with one another
        }

        if (a == ScalarType.Bool) return b;
        if (b == ScalarType.Bool) return a;
        if (a == ScalarType.Byte || b == ScalarType.Byte)
        {
            var other = a == ScalarType.Byte ? b : a;
            return other == ScalarType.Int8 ? ScalarType.Int16 : other;
        }

        return a.Size() >= b.Size() ? a : b;
    }

    /// <summary>Promotion of two tensors: a tensor without dimensions raises the category only, never the width.</summary>
    internal static ScalarType Promote(Tensor a, Tensor b)
    {
        var x = a.dtype;
        var y = b.dtype;
        if (x == y) return x;
        var zeroA = a.Sizes.Length == 0;
        var zeroB = b.Sizes.Length == 0;
        if (zeroA == zeroB) return Promote(x, y);
        return zeroA ? PromoteWeak(y, x) : PromoteWeak(x, y);
    }

    /// <summary>The type of a tensor combined with a plain number.</summary>
    internal static ScalarType Promote(ScalarType tensor, in Number number)
    {
        if (number.IsFloat) return tensor.IsFloatingPoint() ? tensor : get_default_dtype();
        return tensor == ScalarType.Bool && !number.IsBool ? ScalarType.Int64 : tensor;
    }

    /// <summary>The type of a true quotient, of an exponential and so on: integers become the default float.</summary>
    internal static ScalarType ToFloat(ScalarType type) => type.IsFloatingPoint() ? type : get_default_dtype();

    private static int Category(ScalarType type) => type.IsFloatingPoint() ? 2 : type == ScalarType.Bool ? 0 : 1;

    private static ScalarType PromoteWeak(ScalarType strong, ScalarType weak) =>
        Category(weak) > Category(strong) ? weak : strong;
}
