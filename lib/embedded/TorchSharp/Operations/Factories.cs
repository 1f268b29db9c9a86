using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>New tensors from sizes and from .NET values. Arrays are copied.</summary>
internal static unsafe class Factories
{
    internal static Tensor Filled(long[] sizes, int value, ScalarType? type, Device? device, bool requiresGrad)
    {
        Check(sizes, device);
        var resultType = type ?? get_default_dtype();
        return Finish(value == 0 ? FillOps.Zeros(sizes, resultType) : FillOps.Full(sizes, value, resultType), requiresGrad);
    }

    internal static Tensor Empty(long[] sizes, ScalarType? type, Device? device, bool requiresGrad)
    {
        Check(sizes, device);
        return Finish(Tensor.Allocate(sizes, type ?? get_default_dtype()), requiresGrad);
    }

    /// <summary>Without a type, integers give int64, truth values bool and floats the default float.</summary>
    internal static Tensor Full(long[] sizes, Number value, ScalarType? type, Device? device, bool requiresGrad)
    {
        Check(sizes, device);
        var resultType = type ?? (value.IsFloat ? get_default_dtype() : value.IsBool ? ScalarType.Bool : ScalarType.Int64);
        return Finish(FillOps.Full(sizes, value, resultType), requiresGrad);
    }

    internal static Tensor Value<T>(T value, ScalarType? type, Device? device, bool requiresGrad) where T : unmanaged =>
        FromSpan(new ReadOnlySpan<T>(in value), [], type, device, requiresGrad);

    internal static Tensor FromSpan<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> sizes, ScalarType? type, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        var shape = sizes.ToArray();
        Check(shape, device);
        var count = Shapes.Count(shape);
        if (count > values.Length)
        {
            throw new ArgumentException($"tensor: shape {Shapes.Text(shape)} needs {count} values, the array has {values.Length}.");
        }

        var result = Tensor.Allocate(shape, DType.Of<T>());
        values[..(int)count].CopyTo(new Span<T>(result.Pointer<T>(), (int)count));
        if (type is { } other && other != result.dtype)
        {
            using var source = result;
            result = CopyOps.Convert(source, other);
        }

        return Finish(result, requiresGrad);
    }

    internal static Tensor FromList<T>(IList<T> values, ReadOnlySpan<long> sizes, ScalarType? type, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        var span = values switch
        {
            T[] array => array,
            List<T> list => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list),
            _ => [.. values],
        };
        return FromSpan<T>(span, sizes, type, device, requiresGrad);
    }

    /// <summary>From an array of any rank, or an array of arrays of equal lengths.</summary>
    internal static Tensor FromArray(Array values, ScalarType? type, Device? device, bool requiresGrad)
    {
        var (flat, sizes) = values.GetType().GetElementType()!.IsArray ? Flatten(values) : (values, Lengths(values));
        return flat.GetType().GetElementType() switch
        {
            { } t when t == typeof(float) => From<float>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(double) => From<double>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(long) => From<long>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(int) => From<int>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(short) => From<short>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(sbyte) => From<sbyte>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(byte) => From<byte>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(bool) => From<bool>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(Half) => From<Half>(flat, sizes, type, device, requiresGrad),
            { } t when t == typeof(BFloat16) => From<BFloat16>(flat, sizes, type, device, requiresGrad),
            var t => throw new NotSupportedException($"A tensor cannot be made from an array of {t?.Name} in the embedded engine; `./course use nuget` has complex numbers."),
        };
    }

    internal static Tensor Finish(Tensor tensor, bool requiresGrad) => requiresGrad ? tensor.requires_grad_() : tensor;

    internal static void Check(long[] sizes, Device? device)
    {
        Devices.RequireCpu(device);
        foreach (var size in sizes)
        {
            if (size < 0) throw new ArgumentOutOfRangeException(nameof(sizes), $"A tensor cannot have shape {Shapes.Text(sizes)}: sizes are not negative.");
        }
    }

    private static Tensor From<T>(Array flat, long[] sizes, ScalarType? type, Device? device, bool requiresGrad) where T : unmanaged
    {
        ref var first = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(flat);
        var values = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref first), flat.Length);
        return FromSpan(values, sizes, type, device, requiresGrad);
    }

    private static long[] Lengths(Array values)
    {
        var sizes = new long[values.Rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = values.GetLongLength(i);
        return sizes;
    }

    /// <summary>A rectangular array of arrays as one flat array and its sizes.</summary>
    private static (Array Flat, long[] Sizes) Flatten(Array jagged)
    {
        var sizes = new List<long>();
        var element = (object?)jagged;
        while (element is Array level)
        {
            sizes.Add(level.Length);
            element = level.Length > 0 ? level.GetValue(0) : null;
        }

        var leaf = jagged.GetType();
        while (leaf.IsArray) leaf = leaf.GetElementType()!;
        var flat = Array.CreateInstance(leaf, sizes.Aggregate(1L, (product, size) => product * size));
        var next = 0;
        Fill(jagged, 0);
        return (flat, [.. sizes]);

        void Fill(Array level, int depth)
        {
            if (level.Length != sizes[depth])
            {
                throw new ArgumentException($"tensor: the nested arrays are not rectangular: one of length {level.Length} at depth {depth}, the first has {sizes[depth]}.");
            }

            if (depth == sizes.Count - 1)
            {
                Array.Copy(level, 0, flat, next, level.Length);
                next += level.Length;
                return;
            }

            foreach (Array inner in level) Fill(inner, depth + 1);
        }
    }
}
