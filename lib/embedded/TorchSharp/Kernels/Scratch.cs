using TorchSharp.Engine;

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
/// Working memory for a kernel call: a buffer per thread and use, kept from call to call. What it holds stays there until a larger request for the same use on the
/// same thread, but anyone may overwrite it, so only the outermost step of a kernel asks for it.
/// </summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static Block? t_packing;

    [ThreadStatic]
    private static Block? t_kernel;

    /// <summary>Uninitialised floats, aligned to a cache line.</summary>
    public static float* Floats(long count, ScratchUse use = ScratchUse.Kernel)
    {
        Block block = use == ScratchUse.Packing ? t_packing ??= new Block() : t_kernel ??= new Block();
        block.Reserve(count * sizeof(float));
        return (float*)block.Pointer;
    }

    /// <summary>Freed by its finalizer when the thread has gone.</summary>
    private sealed class Block
    {
        private long _bytes;

        ~Block() => NativeBlock.Free(Pointer, _bytes);

        public byte* Pointer { get; private set; }

        public void Reserve(long bytes)
        {
            if (GuardedMemory.IsOn)
            {
                Fit(bytes);
                return;
            }

            if (bytes <= _bytes) return;
            NativeBlock.Free(Pointer, _bytes);
            Pointer = null;
            _bytes = 0;
            Pointer = NativeBlock.Allocate(bytes);
            _bytes = bytes;
        }

        /// <summary>A buffer of exactly this size, with what the old one held: a larger one would hide from the guard pages that a kernel writes too far.</summary>
        private void Fit(long bytes)
        {
            var fitting = NativeBlock.Allocate(bytes);
            new ReadOnlySpan<byte>(Pointer, checked((int)Math.Min(bytes, _bytes))).CopyTo(new Span<byte>(fitting, checked((int)bytes)));
            NativeBlock.Free(Pointer, _bytes);
            Pointer = fitting;
            _bytes = bytes;
        }
    }
}
