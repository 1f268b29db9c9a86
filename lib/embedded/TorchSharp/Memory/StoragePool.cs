using System.Numerics;

namespace TorchSharp.Engine;

/// <summary>
/// Keeps freed blocks for reuse: each thread has a few of every small size without locking, the rest is shared.
/// Sizes are rounded up to four steps per power of two, so a block is at most a quarter larger than asked for.
/// </summary>
internal static unsafe class StoragePool
{
    private const int SmallestShift = 6;
    private const int ClassCount = 4 * (48 - SmallestShift);
    private const int ThreadBlocksPerClass = 8;
    private const long ThreadBlockLimit = 1 << 20;
    private const long FirstCollectionAt = 64L << 20;

    private static readonly Lock Gate = new();
    private static readonly Stack<TensorStorage>?[] Shared = new Stack<TensorStorage>?[ClassCount];
    private static readonly long CachedLimit = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 128L << 20, 4L << 30);
    private static long s_cachedBytes;
    private static long s_liveBytes;
    private static long s_nativeBytes;
    private static long s_collectAt = FirstCollectionAt;

    [ThreadStatic]
    private static ThreadCache? t_cache;

    /// <summary>Bytes that tensors hold now, blocks waiting for reuse not counted.</summary>
    internal static long LiveBytes => Volatile.Read(ref s_liveBytes);

    /// <summary>Bytes in the shared cache of freed blocks.</summary>
    internal static long CachedBytes => Volatile.Read(ref s_cachedBytes);

    /// <summary>Bytes that the pool holds of the operating system's memory, in use or not.</summary>
    internal static long NativeBytes => Volatile.Read(ref s_nativeBytes);

    internal static TensorStorage Take(long bytes)
    {
        if (GuardedMemory.IsOn) return TakeGuarded(bytes);
        var sizeClass = ClassOf(bytes, out var capacity);
        if (sizeClass >= ClassCount) throw new OutOfMemoryException("No machine can address that much memory.");
        var live = Interlocked.Add(ref s_liveBytes, capacity);
        if (capacity <= ThreadBlockLimit && t_cache is { } cache && cache.TryTake(sizeClass, out var block)) return block;
        if (live > Volatile.Read(ref s_collectAt)) CollectLeakedHandles();
        return TryTakeShared(sizeClass, out block) ? block : Allocate(sizeClass, capacity);
    }

    internal static void Return(TensorStorage block)
    {
        Interlocked.Add(ref s_liveBytes, -block.Capacity);
        if (!GuardedMemory.IsOn && block.Capacity <= ThreadBlockLimit && (t_cache ??= new ThreadCache()).TryPut(block)) return;
        if (TryPutShared(block)) return;
        GC.SuppressFinalize(block);
        Free(block);
    }

    /// <summary>Takes back a block whose handles were all garbage. Called on the finalizer thread.</summary>
    internal static bool Recover(TensorStorage block)
    {
        Interlocked.Add(ref s_liveBytes, -block.Capacity);
        return TryPutShared(block);
    }

    internal static void Free(TensorStorage block)
    {
        NativeBlock.Free(block.Pointer, block.Capacity);
        Interlocked.Add(ref s_nativeBytes, -block.Capacity);
        block.MarkFreed();
    }

    /// <summary>Gives every block in the shared cache back to the operating system.</summary>
    internal static void Trim()
    {
        lock (Gate)
        {
            foreach (var stack in Shared)
            {
                while (stack is not null && stack.TryPop(out var block))
                {
                    GC.SuppressFinalize(block);
                    Free(block);
                }
            }

            s_cachedBytes = 0;
        }
    }

    /// <summary>The size class of a request: class 4k+j holds blocks of 2^(k+6) * (4+j)/4 bytes.</summary>
    internal static int ClassOf(long bytes, out long capacity)
    {
        if (bytes <= 1L << SmallestShift)
        {
            capacity = 1L << SmallestShift;
            return 0;
        }

        var shift = 63 - BitOperations.LeadingZeroCount((ulong)(bytes - 1));
        var quarter = 1L << (shift - 2);
        var steps = (bytes - (1L << shift) + quarter - 1) / quarter;
        capacity = (1L << shift) + (steps * quarter);
        return checked((int)(((shift - SmallestShift) * 4) + steps));
    }

    private static TensorStorage Allocate(int sizeClass, long capacity)
    {
        try
        {
            return AllocateBlock(sizeClass, capacity);
        }
        catch (OutOfMemoryException)
        {
            // What the cache holds may be exactly what is missing.
            Trim();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Trim();
            return AllocateOrTakeBack(sizeClass, capacity);
        }
    }

    /// <summary>Allocates; if that fails, what was to be live does not count as such.</summary>
    private static TensorStorage AllocateOrTakeBack(int sizeClass, long capacity)
    {
        try
        {
            return AllocateBlock(sizeClass, capacity);
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Add(ref s_liveBytes, -capacity);
            throw;
        }
    }

    /// <summary>A block of exactly the size asked for, so that its end is the end of its memory.</summary>
    private static TensorStorage TakeGuarded(long bytes)
    {
        if (Interlocked.Add(ref s_liveBytes, bytes) > Volatile.Read(ref s_collectAt)) CollectLeakedHandles();
        return Allocate(sizeClass: 0, bytes);
    }

    private static TensorStorage AllocateBlock(int sizeClass, long capacity)
    {
        var pointer = NativeBlock.Allocate(capacity);
        Interlocked.Add(ref s_nativeBytes, capacity);
        return new TensorStorage(pointer, sizeClass, capacity);
    }

    private static bool TryTakeShared(int sizeClass, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TensorStorage? block)
    {
        lock (Gate)
        {
            block = null;
            if (Shared[sizeClass] is not { } stack || !stack.TryPop(out block)) return false;
            s_cachedBytes -= block.Capacity;
            return true;
        }
    }

    private static bool TryPutShared(TensorStorage block)
    {
        lock (Gate)
        {
            if (GuardedMemory.IsOn || s_cachedBytes + block.Capacity > CachedLimit) return false;
            (Shared[block.SizeClass] ??= new Stack<TensorStorage>()).Push(block);
            s_cachedBytes += block.Capacity;
            return true;
        }
    }

    /// <summary>
    /// The garbage collector sees small handles, not the megabytes behind them. When much more memory is in use than
    /// after the last look, it is asked to look again; what stays alive then sets the next threshold.
    /// </summary>
    internal static void CollectLeakedHandles()
    {
        var before = LiveBytes;
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        if (LiveBytes > before - (before / 4))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Volatile.Write(ref s_collectAt, Math.Max(FirstCollectionAt, LiveBytes * 2));
    }

    /// <summary>The blocks one thread keeps for itself. When the thread ends, its blocks reach the finalizer.</summary>
    private sealed class ThreadCache
    {
        private static readonly int Classes = ClassOf(ThreadBlockLimit, out _) + 1;
        private readonly TensorStorage?[] _blocks = new TensorStorage?[Classes * ThreadBlocksPerClass];
        private readonly int[] _counts = new int[Classes];

        internal bool TryTake(int sizeClass, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TensorStorage? block)
        {
            ref var count = ref _counts[sizeClass];
            if (count == 0)
            {
                block = null;
                return false;
            }

            ref var slot = ref _blocks[(sizeClass * ThreadBlocksPerClass) + --count];
            block = slot!;
            slot = null;
            return true;
        }

        internal bool TryPut(TensorStorage block)
        {
            ref var count = ref _counts[block.SizeClass];
            if (count == ThreadBlocksPerClass) return false;
            _blocks[(block.SizeClass * ThreadBlocksPerClass) + count++] = block;
            return true;
        }
    }
}
