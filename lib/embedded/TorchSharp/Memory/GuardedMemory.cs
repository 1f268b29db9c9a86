using System.Globalization;
using System.Runtime.InteropServices;

namespace TorchSharp.Engine;

/// <summary>
/// A checking allocator, for tests: with the environment variable <c>TORCHSHARP_GUARD_MEMORY=1</c> every block ends where its memory ends, between two
/// pages that nobody may touch. Reading or writing one element too far stops the process at once, with the stack that did it; so does touching a block
/// after its release. What lies before the block is filled with a pattern and looked at when the block is released. A new block is filled with NaN.
/// </summary>
/// <remarks>Linux only. Much slower than the pool, which does not reuse blocks while this is on.</remarks>
internal static unsafe partial class GuardedMemory
{
    private const int NoAccess = 0, ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private const int DontNeed = 4;
    private const byte Pattern = 0xA5, Uninitialized = 0xFF;

    /// <summary>How many released blocks stay forbidden before their addresses may be used again.</summary>
    private const int QuarantineLength = 4096;

    /// <summary>The system allows a process about 65,000 regions, and a block takes two.</summary>
    private const int FirstCollectionAt = 8192;

    private static readonly long PageSize = Environment.SystemPageSize;
    private static readonly Lock Gate = new();
    private static readonly Queue<(nint Start, long Length)> Quarantine = [];
    private static int s_blocks;
    private static int s_collectAt = FirstCollectionAt;

    internal static bool IsOn { get; } = Environment.GetEnvironmentVariable("TORCHSHARP_GUARD_MEMORY") == "1";

    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    internal static byte* Allocate(long bytes)
    {
        if (Interlocked.Increment(ref s_blocks) > Volatile.Read(ref s_collectAt)) Collect();
        var inner = InnerLength(bytes);
        var start = Map(0, (nuint)(inner + (2 * PageSize)), NoAccess, PrivateAnonymous, -1, 0);
        if (start == -1 || Protect(start + (nint)PageSize, (nuint)inner, ReadWrite) != 0)
        {
            if (start != -1) Unmap(start, (nuint)(inner + (2 * PageSize)));
            Interlocked.Decrement(ref s_blocks);
            throw new OutOfMemoryException(string.Create(CultureInfo.InvariantCulture, $"A guarded block of {bytes} bytes: the system refuses it."));
        }

        var first = (byte*)start + PageSize;
        var block = first + (inner - bytes);
        NativeMemory.Fill(first, (nuint)(inner - bytes), Pattern);
        NativeMemory.Fill(block, (nuint)bytes, Uninitialized);
        return block;
    }

    /// <exception cref="InvalidOperationException">Something was written before the block.</exception>
    internal static void Free(byte* block, long bytes)
    {
        if (block == null) return;
        var inner = InnerLength(bytes);
        var first = block - (inner - bytes);
        var touched = new ReadOnlySpan<byte>(first, (int)(inner - bytes)).IndexOfAnyExcept(Pattern);
        if (touched >= 0) throw new InvalidOperationException($"A block of {bytes} bytes was written to {inner - bytes - touched} bytes before its start.");

        Interlocked.Decrement(ref s_blocks);
        Advise((nint)first, (nuint)inner, DontNeed);
        Protect((nint)first, (nuint)inner, NoAccess);
        lock (Gate)
        {
            Quarantine.Enqueue(((nint)first - (nint)PageSize, inner + (2 * PageSize)));
            if (Quarantine.Count > QuarantineLength && Quarantine.TryDequeue(out var oldest)) Unmap(oldest.Start, (nuint)oldest.Length);
        }
    }

    private static long InnerLength(long bytes) => (Math.Max(bytes, 1) + PageSize - 1) / PageSize * PageSize;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Volatile.Write(ref s_collectAt, Math.Max(FirstCollectionAt, 2 * Volatile.Read(ref s_blocks)));
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int Advise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
