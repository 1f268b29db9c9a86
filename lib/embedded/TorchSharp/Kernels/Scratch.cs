using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>Who uses a thread's working memory: a kernel that calls the matrix product keeps its own beside it.</summary>
internal enum ScratchUse
{
    /// <summary>The packed operands of a matrix product.</summary>
    Packing,

    /// <summary>Whatever else a kernel lays by.</summary>
    Kernel,
}

/// <summary>
/// Working memory for a kernel call: a buffer per thread and use, kept from call to call. What it holds is lost at the next request for the same use on the
/// same thread, so only the outermost step of a kernel asks for it.
/// </summary>
internal static unsafe class Scratch
{
    private const nuint CacheLine = 64;

    [ThreadStatic]
    private static Block? t_packing;

    [ThreadStatic]
    private static Block? t_kernel;

    /// <summary>Uninitialised floats, aligned to a cache line.</summary>
    public static float* Floats(long count, ScratchUse use = ScratchUse.Kernel)
    {
        Block block = use == ScratchUse.Packing ? t_packing ??= new Block() : t_kernel ??= new Block();
        block.Reserve((nuint)(count * sizeof(float)));
        return (float*)block.Pointer;
    }

    /// <summary>Freed by its finalizer when the thread has gone.</summary>
    private sealed class Block
    {
        private nuint _bytes;

        ~Block() => NativeMemory.AlignedFree(Pointer);

        public void* Pointer { get; private set; }

        public void Reserve(nuint bytes)
        {
            if (bytes <= _bytes) return;
            NativeMemory.AlignedFree(Pointer);
            Pointer = null;
            _bytes = 0;
            Pointer = NativeMemory.AlignedAlloc(bytes, CacheLine);
            _bytes = bytes;
        }
    }
}
