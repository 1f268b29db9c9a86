using System.Diagnostics;

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

    internal void AddReference() => Interlocked.Increment(ref _references);

    internal void Release()
    {
        var left = Interlocked.Decrement(ref _references);
        Debug.Assert(left >= 0, "a block was released twice");
        if (left == 0) StoragePool.Return(this);
    }

    internal void BumpVersion() => Interlocked.Increment(ref _version);

    /// <summary>Forgets the memory after the pool has freed it.</summary>
    internal void MarkFreed() => Pointer = null;
}
