using System.Runtime.InteropServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Whole blocks of bytes, large ones by all threads: one alone does not use up what the memory gives.</summary>
internal static unsafe class Blocks
{
    /// <summary>Bytes to a parallel piece: some fifty microseconds.</summary>
    private const long Grain = 1 << 20;

    public static void Clear(void* target, long bytes) => WorkerPool.ForRange(bytes, Grain, new ClearPieces((byte*)target));

    /// <summary>The blocks must not overlap.</summary>
    public static void Copy(void* source, void* target, long bytes) => WorkerPool.ForRange(bytes, Grain, new CopyPieces((byte*)source, (byte*)target));

    private readonly struct ClearPieces(byte* target) : IRangeBody
    {
        public void Run(long start, long end) => NativeMemory.Clear(target + start, (nuint)(end - start));
    }

    private readonly struct CopyPieces(byte* source, byte* target) : IRangeBody
    {
        public void Run(long start, long end) => NativeMemory.Copy(source + start, target + start, (nuint)(end - start));
    }
}
