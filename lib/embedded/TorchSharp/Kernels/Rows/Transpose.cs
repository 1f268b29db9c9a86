using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Copies that turn a matrix around.</summary>
internal static unsafe class Transpose
{
    /// <summary>Squares of 32: 32 lines of source and 32 of target, 4 KB each in float32, lie in L1 together.</summary>
    private const int Block = 32;

    /// <summary>target[j, i] = source[i, j] for source [rows, cols] with the given row strides, in elements of <typeparamref name="T"/>.</summary>
    public static void Run<T>(T* source, long rows, long cols, long sourceStride, T* target, long targetStride)
        where T : unmanaged
    {
        // Bands of the target's rows, so that no two threads write to the same line.
        long grain = Math.Max(Block, (1 << 15) / Math.Max(1, rows) / Block * Block);
        WorkerPool.ForRange(cols, grain, new Band<T>(source, rows, sourceStride, target, targetStride));
    }

    /// <summary>Writes four rows as four columns: target[j · stride + i] = row i [j].</summary>
    [MethodImpl(Simd.Inline)]
    public static void FourByFour(Vector128<float> row0, Vector128<float> row1, Vector128<float> row2, Vector128<float> row3, float* target, long stride)
    {
        Vector128<double> low01 = ZipLow(row0, row1).AsDouble(), high01 = ZipHigh(row0, row1).AsDouble();
        Vector128<double> low23 = ZipLow(row2, row3).AsDouble(), high23 = ZipHigh(row2, row3).AsDouble();
        ZipLow(low01, low23).AsSingle().Store(target);
        ZipHigh(low01, low23).AsSingle().Store(target + stride);
        ZipLow(high01, high23).AsSingle().Store(target + (2 * stride));
        ZipHigh(high01, high23).AsSingle().Store(target + (3 * stride));
    }

    /// <summary>Writes eight rows as four columns of eight: each register holds a row in its lower half and the fourth row after it in its upper half. Needs AVX.</summary>
    [MethodImpl(Simd.Inline)]
    public static void FourByFour(Vector256<float> row0, Vector256<float> row1, Vector256<float> row2, Vector256<float> row3, float* target, long stride)
    {
        Vector256<double> low01 = Avx.UnpackLow(row0, row1).AsDouble(), high01 = Avx.UnpackHigh(row0, row1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(row2, row3).AsDouble(), high23 = Avx.UnpackHigh(row2, row3).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + stride);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + (2 * stride));
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * stride));
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(Simd.Inline)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(Simd.Inline)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);

    [MethodImpl(Simd.Inline)]
    private static Vector128<double> ZipLow(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0]);

    [MethodImpl(Simd.Inline)]
    private static Vector128<double> ZipHigh(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[1], b[1]);

    private readonly struct Band<T>(T* source, long rows, long sourceStride, T* target, long targetStride) : IRangeBody
        where T : unmanaged
    {
        [MethodImpl(Simd.Hot)]
        public void Run(long start, long end)
        {
            for (long i = 0; i < rows; i += Block)
            {
                for (long j = start; j < end; j += Block) Square(i, Math.Min(i + Block, rows), j, Math.Min(j + Block, end));
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Square(long rowStart, long rowEnd, long columnStart, long columnEnd)
        {
            long i = rowStart;
            if (typeof(T) == typeof(float))
            {
                for (; i + 4 <= rowEnd; i += 4)
                {
                    float* row = (float*)(source + (i * sourceStride));
                    long j = columnStart;
                    for (; j + 4 <= columnEnd; j += 4)
                    {
                        FourByFour(
                            Vector128.Load(row + j), Vector128.Load(row + sourceStride + j), Vector128.Load(row + (2 * sourceStride) + j), Vector128.Load(row + (3 * sourceStride) + j),
                            (float*)(target + (j * targetStride) + i), targetStride);
                    }

                    Copy(i, i + 4, j, columnEnd);
                }
            }

            Copy(i, rowEnd, columnStart, columnEnd);
        }

        [MethodImpl(Simd.Hot)]
        private void Copy(long rowStart, long rowEnd, long columnStart, long columnEnd)
        {
            for (long j = columnStart; j < columnEnd; j++)
            {
                for (long i = rowStart; i < rowEnd; i++) target[(j * targetStride) + i] = source[(i * sourceStride) + j];
            }
        }
    }
}
