namespace TransferLearning.Inference.Kernels;

/// <summary>A thread's own memory for what lives no longer than one piece of work; it grows to the largest piece and is then reused.</summary>
internal static unsafe class ThreadScratch
{
    [ThreadStatic]
    private static NativeBuffer? s_buffer;

    /// <summary>Room for some floats, of any content. The next call on this thread hands out the same memory again.</summary>
    public static float* Floats(long count)
    {
        if (s_buffer is null || s_buffer.ByteLength < count * sizeof(float))
        {
            s_buffer?.Dispose();
            s_buffer = NativeBuffer.ForFloats(count);
        }

        return s_buffer.Floats;
    }
}
