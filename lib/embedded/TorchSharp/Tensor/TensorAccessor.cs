using System.Collections;
using TorchSharp.Engine;

namespace TorchSharp.Utils;

/// <summary>A tensor's elements as a .NET sequence, in row-major order whatever its strides.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    // The tensor's own handle: it stays reachable as long as the accessor, and reading after its disposal is an error.
    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    public long Count => _tensor.numel();

    public bool IsReadOnly => false;

    /// <summary>One index counts in row-major order; as many as dimensions name a place.</summary>
    public T this[params long[] indices]
    {
        get => _tensor.Pointer<T>()[Place(indices)];
        set
        {
            _tensor.Pointer<T>()[Place(indices)] = value;
            _tensor.Storage.BumpVersion();
        }
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => Equals(left, right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !Equals(left, right);

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>An array with the tensor's dimensions; one element in a vector for a tensor without any.</summary>
    public Array ToNDArray()
    {
        if (_tensor.Sizes.Length < 2) return ToArray();
        var result = Array.CreateInstance(typeof(T), _tensor.Sizes);
        var flat = ToArray();
        var target = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(result)), flat.Length);
        flat.CopyTo(target);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        var target = array.Slice(arrayIndex, Math.Max(count, 0));
        if (_tensor.is_contiguous())
        {
            new ReadOnlySpan<T>(_tensor.Pointer<T>() + tensorIndex, target.Length).CopyTo(target);
            return;
        }

        using var copy = CopyOps.Clone(_tensor).DetachFromDisposeScope();
        new ReadOnlySpan<T>(copy.Pointer<T>() + tensorIndex, target.Length).CopyTo(target);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        for (var i = 0; i < count; i++) _tensor.Pointer<T>()[_tensor.PlaceOf(tensorIndex + i)] = array[arrayIndex + i];
        _tensor.Storage.BumpVersion();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && other._tensor.Storage == _tensor.Storage
        && other._tensor.Offset == _tensor.Offset && Shapes.Same(other._tensor.Sizes, _tensor.Sizes) && Shapes.Same(other._tensor.Strides, _tensor.Strides);

    public override int GetHashCode() => HashCode.Combine(_tensor.Storage, _tensor.Offset);

    public void Dispose()
    {
        // The tensor belongs to whoever made it; the method is part of the package's API.
    }

    private long Place(long[] indices)
    {
        if (indices.Length == 1 && _tensor.Sizes.Length != 1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)indices[0], (ulong)Count, nameof(indices));
            return _tensor.PlaceOf(indices[0]);
        }

        if (indices.Length != _tensor.Sizes.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for a tensor of shape {Shapes.Text(_tensor.Sizes)}.", nameof(indices));
        }

        var place = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)_tensor.Sizes[i])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[i]} is outside dimension {i} of size {_tensor.Sizes[i]}.");
            }

            place += indices[i] * _tensor.Strides[i];
        }

        return place;
    }
}
