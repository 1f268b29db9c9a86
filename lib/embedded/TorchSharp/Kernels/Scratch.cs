using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Working memory for a kernel call: one buffer per thread, kept from call to call. What it holds is lost at the next request on the same thread,
/// so only the outermost step of a kernel asks for it.
/// </summary>
internal static unsafe class Scratch
{
    private const nuint CacheLine = 64;

    [ThreadStatic]
    private static Block? t_block;

    /// <summary>Uninitialised floats, aligned to a cache line.</summary>
    public static float* Floats(long count)
    {
        nuint bytes = (nuint)(count * sizeof(float));
        Block block = t_block ??= new Block();
        block.Reserve(bytes);
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
