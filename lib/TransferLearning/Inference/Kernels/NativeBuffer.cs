using System.Runtime.InteropServices;

namespace TransferLearning.Inference.Kernels;

/// <summary>Memory outside the garbage collector's heap, aligned to cache lines. It is given back when it is disposed, or when nobody refers to it any more.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const nuint CacheLine = 64;

    /// <summary>Takes memory.</summary>
    /// <param name="bytes">How much; at least a cache line is taken.</param>
    /// <param name="clear">Whether it starts as zeros.</param>
    public NativeBuffer(long bytes, bool clear = false)
        : base(0, ownsHandle: true)
    {
        ByteLength = Math.Max(bytes, (long)CacheLine);
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)ByteLength, CacheLine));
        GC.AddMemoryPressure(ByteLength);
        if (clear) NativeMemory.Clear((void*)handle, (nuint)ByteLength);
    }

    /// <summary>Its length.</summary>
    public long ByteLength { get; }

    /// <summary>Where it begins. Whoever uses the address keeps the buffer alive meanwhile.</summary>
    public nint Address => handle;

    /// <summary>The same as floats.</summary>
    public float* Floats => (float*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>Memory for some floats.</summary>
    public static NativeBuffer ForFloats(long count, bool clear = false) => new(count * sizeof(float), clear);

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(ByteLength);
        return true;
    }
}
