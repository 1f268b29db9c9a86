using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TransferLearning.Hub;

/// <summary>Moves raw little-endian values between files and tensors, converting the element type on the way.</summary>
internal static class TensorValues
{
    /// <summary>Writes <paramref name="values"/> of type <paramref name="stored"/> into <paramref name="target"/>, whatever its device and type.</summary>
    public static void Write(ReadOnlySpan<byte> values, ScalarType stored, Tensor target)
    {
        using var noGrad = no_grad();
        if (target.device_type == DeviceType.CPU && target.is_contiguous())
        {
            if (target.dtype == stored)
            {
                values.CopyTo(target.bytes);
                return;
            }

            if (target.dtype == ScalarType.Float32 && SafeTensorsDType.IsFloatingPoint(stored))
            {
                ToSingle(values, stored, MemoryMarshal.Cast<byte, float>(target.bytes));
                return;
            }
        }

        // Any other pair of types, a device or a view: through a tensor of the stored type.
        using var staged = empty(target.shape, dtype: stored);
        values.CopyTo(staged.bytes);
        target.copy_(staged);
    }

    /// <summary>The tensor's values as raw bytes of type <paramref name="storage"/>, in row-major order.</summary>
    public static byte[] Read(Tensor tensor, ScalarType storage)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var source = tensor.detach().cpu().contiguous();
        if (source.dtype == storage) return source.bytes.ToArray();
        if (source.dtype == ScalarType.Float32 && storage == ScalarType.Float16)
        {
            var bytes = new byte[source.NumberOfElements * sizeof(ushort)];
            TensorPrimitives.ConvertToHalf(MemoryMarshal.Cast<byte, float>(source.bytes), MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()));
            return bytes;
        }

        return source.to_type(storage).bytes.ToArray();
    }

    /// <summary>Widens or narrows floating-point values to float32.</summary>
    public static void ToSingle(ReadOnlySpan<byte> values, ScalarType stored, Span<float> destination)
    {
        switch (stored)
        {
            case ScalarType.Float32:
                values.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case ScalarType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(values), destination);
                break;
            case ScalarType.BFloat16:
                // A bfloat16 is the upper half of a float32.
                var upper = MemoryMarshal.Cast<byte, ushort>(values);
                var bits = MemoryMarshal.Cast<float, uint>(destination);
                TensorPrimitives.ConvertTruncating(upper, bits);
                TensorPrimitives.ShiftLeft(bits, 16, bits);
                break;
            case ScalarType.Float64:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(values), destination);
                break;
            default:
                throw new NotSupportedException($"Values of type {stored} are not floating-point numbers.");
        }
    }
}
