using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// A block of 64-byte aligned native memory that tensors and their views share. Each handle holds one reference;
/// when the last is released the block returns to the <see cref="StoragePool"/>. Handles that nobody disposes
/// are caught by the finalizer, because a block that no handle can reach is a block that nobody can read.
/// </summary>
internal sealed unsafe class TensorStorage
{
    private int _references;
    private int _version;

    internal TensorStorage(byte* pointer, int sizeClass, long capacity)
    {
        Pointer = pointer;
        SizeClass = sizeClass;
        Capacity = capacity;
    }

    ~TensorStorage()
    {
        if (Pointer == null) return;
        if (_references > 0)
        {
            // A leaked block: nobody can see it any more, so it goes back to the pool, alive again.
            _references = 0;
            if (!Environment.HasShutdownStarted && StoragePool.Recover(this))
            {
                GC.ReRegisterForFinalize(this);
                return;
            }
        }

        StoragePool.Free(this);
    }

    /// <summary>First byte, aligned to 64.</summary>
    internal byte* Pointer { get; private set; }

    /// <summary>Bytes in use; at most <see cref="Capacity"/>.</summary>
    internal long ByteLength { get; private set; }

    internal long Capacity { get; }

    internal int SizeClass { get; }

    /// <summary>Counts in-place changes, so that backward notices when a tensor it saved is no longer what it was.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>True when the only reference is the caller's: the block may be reused for something else.</summary>
    internal bool IsUnique => Volatile.Read(ref _references) == 1;

    /// <summary>Takes a block of at least <paramref name="bytes"/> bytes. The content is whatever was there before.</summary>
    internal static TensorStorage Rent(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var storage = StoragePool.Take(bytes);
        Debug.Assert(storage._references == 0, "a pooled block is referenced");
        storage.ByteLength = bytes;
        storage._references = 1;
        storage._version = 0;
        return storage;
    }

    /// <summary>Memory for a contiguous tensor.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough; the message says how much was asked for what.</exception>
    internal static TensorStorage RentFor(long[] sizes, ScalarType type)
    {
        try
        {
            return Rent(checked(Shapes.Count(sizes) * type.Size()));
        }
        catch (Exception e) when (e is OutOfMemoryException or OverflowException)
        {
            throw NotEnoughFor(sizes, type, e);
        }
    }

    /// <summary>Memory for a tensor laid out by <paramref name="strides"/>.</summary>
    /// <inheritdoc cref="RentFor(long[], ScalarType)"/>
    internal static TensorStorage RentFor(long[] sizes, long[] strides, ScalarType type)
    {
        try
        {
            return Rent(checked(Shapes.Extent(sizes, strides) * type.Size()));
        }
        catch (Exception e) when (e is OutOfMemoryException or OverflowException)
        {
            throw NotEnoughFor(sizes, type, e);
        }
    }

    internal void AddReference() => Interlocked.Increment(ref _references);

    internal void Release()
    {
        var left = Interlocked.Decrement(ref _references);
        Debug.Assert(left >= 0, "a block was released twice");
        if (left == 0) StoragePool.Return(this);
    }

    internal void BumpVersion() => Interlocked.Increment(ref _version);

    private static OutOfMemoryException NotEnoughFor(long[] sizes, ScalarType type, Exception inner)
    {
        var wanted = type.Size() * sizes.Aggregate(1.0, static (product, size) => product * size);
        return new OutOfMemoryException(
            $"Out of memory: a {type} tensor of shape {Shapes.Text(sizes)} needs {Megabytes(wanted)}; tensors hold {Megabytes(StoragePool.LiveBytes)} now. " +
            "Make the batch, the sequences or the model smaller, or give tensors back earlier (torch.NewDisposeScope, torch.no_grad).", inner);

        static string Megabytes(double bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " MB";
    }

    /// <summary>Forgets the memory after the pool has freed it.</summary>
    internal void MarkFreed() => Pointer = null;
}
