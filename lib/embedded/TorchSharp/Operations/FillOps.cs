using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Tensors filled with one number.</summary>
internal static unsafe class FillOps
{
    internal static Tensor Zeros(long[] sizes, ScalarType type)
    {
        var result = Tensor.Allocate(sizes, type);
        Clear(result);
        return result;
    }

    internal static Tensor ZerosWithStrides(long[] sizes, long[] strides, ScalarType type)
    {
        var result = Tensor.AllocateStrided(sizes, strides, type);
        Kernels.Blocks.Clear(result.Storage.Pointer, result.Storage.ByteLength);
        return result;
    }

    internal static Tensor Full(long[] sizes, Number value, ScalarType type)
    {
        var result = Tensor.Allocate(sizes, type);
        Fill(result, value);
        return result;
    }

    /// <summary>Overwrites every element.</summary>
    internal static void Fill(Tensor target, Number value)
    {
        switch (target.dtype)
        {
            case ScalarType.Float32: Fill(target, value.As<float>()); break;
            case ScalarType.Float64: Fill(target, value.As<double>()); break;
            case ScalarType.Int64: Fill(target, value.As<long>()); break;
            case ScalarType.Int32: Fill(target, value.As<int>()); break;
            case ScalarType.Int16: Fill(target, value.As<short>()); break;
            case ScalarType.Int8: Fill(target, value.As<sbyte>()); break;
            case ScalarType.Byte: Fill(target, value.As<byte>()); break;
            case ScalarType.Bool: Fill(target, value.As<bool>()); break;
            case ScalarType.Float16: Fill(target, value.As<Half>()); break;
            case ScalarType.BFloat16: Fill(target, value.As<BFloat16>()); break;
            default: throw DType.Unsupported(target.dtype);
        }
    }

    private static void Clear(Tensor target) =>
        Kernels.Blocks.Clear(target.BytePointer, target.numel() * target.ElementSize);

    private static void Fill<T>(Tensor target, T value) where T : unmanaged
    {
        var loop = new StridedLoop(target.Sizes);
        loop.Add(target);
        var row = new FillRow<T>(value);
        loop.Run(ref row);
        GC.KeepAlive(target);
    }

    private readonly struct FillRow<T>(T value) : IRowBody where T : unmanaged
    {
        public void Run(byte** pointers, long* strides, long count)
        {
            if (strides[0] == sizeof(T))
            {
                for (long i = 0; i < count; i += Rows.Chunk)
                {
                    new Span<T>((T*)pointers[0] + i, (int)Math.Min(Rows.Chunk, count - i)).Fill(value);
                }

                return;
            }

            for (long i = 0; i < count; i++) *(T*)(pointers[0] + (i * strides[0])) = value;
        }
    }
}
