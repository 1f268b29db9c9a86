using System.Runtime.InteropServices;

namespace TorchSharp.Engine;

/// <summary>Memory from the operating system, aligned to a cache line; or, when memory is being checked, between guard pages.</summary>
internal static unsafe class NativeBlock
{
    private const nuint Alignment = 64;

    /// <exception cref="OutOfMemoryException">There is not that much.</exception>
    internal static byte* Allocate(long bytes) =>
        GuardedMemory.IsOn ? GuardedMemory.Allocate(bytes) : (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);

    /// <param name="block">What <see cref="Allocate"/> gave, or null.</param>
    /// <param name="bytes">As many as were asked for.</param>
    internal static void Free(byte* block, long bytes)
    {
        if (GuardedMemory.IsOn) GuardedMemory.Free(block, bytes);
        else NativeMemory.AlignedFree(block);
    }
}
