using System.Runtime.InteropServices;
using TorchSharp.Kernels;

namespace Benchmarks.Quick;

/// <summary>Floats outside the garbage collector's heap, aligned to a cache line as the engine's own storage is.</summary>
internal sealed unsafe class NativeArray : IDisposable
{
    public NativeArray(long length, int seed = 0)
    {
        Pointer = (float*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(float)), 64);
        Philox.Uniform(Pointer, length, (ulong)seed, 0);
        for (long i = 0; i < length; i++) Pointer[i] = (2 * Pointer[i]) - 1;
    }

    public float* Pointer { get; private set; }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
