namespace TorchSharp.Kernels;

/// <summary>Copies that turn a matrix around.</summary>
internal static unsafe class Transpose
{
    /// <summary>target[j, i] = source[i, j] for source [rows, cols] with the given row strides, in elements of <typeparamref name="T"/>.</summary>
    public static void Run<T>(T* source, long rows, long cols, long sourceStride, T* target, long targetStride)
        where T : unmanaged
    {
        for (long i = 0; i < rows; i++)
        {
            for (long j = 0; j < cols; j++) target[(j * targetStride) + i] = source[(i * sourceStride) + j];
        }
    }
}
