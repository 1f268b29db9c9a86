using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Conversions between float32 and the two 16-bit formats, rounding to nearest even.</summary>
internal static unsafe class HalfConvert
{
    private const long Grain = 1 << 15;

    public static void ToFloat16(float* x, Half* y, long n) => WorkerPool.ForRange(n, Grain, new HalfBody(x, y, narrow: true));

    public static void FromFloat16(Half* x, float* y, long n) => WorkerPool.ForRange(n, Grain, new HalfBody(y, x, narrow: false));

    /// <summary>bfloat16 is the upper half of a float32.</summary>
    public static void ToBFloat16(float* x, ushort* y, long n) => WorkerPool.ForRange(n, Grain, new BFloatBody(x, y, narrow: true));

    public static void FromBFloat16(ushort* x, float* y, long n) => WorkerPool.ForRange(n, Grain, new BFloatBody(y, x, narrow: false));

    private readonly struct HalfBody(float* wide, Half* small, bool narrow) : IRangeBody
    {
        public void Run(long start, long end)
        {
            int length = (int)(end - start);
            Span<float> singles = new(wide + start, length);
            Span<Half> halves = new(small + start, length);
            if (narrow) TensorPrimitives.ConvertToHalf(singles, halves);
            else TensorPrimitives.ConvertToSingle(halves, singles);
        }
    }

    private readonly struct BFloatBody(float* wide, ushort* small, bool narrow) : IRangeBody
    {
        public void Run(long start, long end)
        {
            if (narrow) Narrow((uint*)wide, small, start, end);
            else Widen(small, (uint*)wide, start, end);
        }

        [MethodImpl(Simd.Hot)]
        private static void Narrow(uint* from, ushort* to, long start, long end)
        {
            long i = start;
            for (; i + 16 <= end; i += 16) Vector256.Narrow(Round(Vector256.Load(from + i)), Round(Vector256.Load(from + i + 8))).Store(to + i);
            for (; i < end; i++)
            {
                uint bits = from[i];
                to[i] = (bits & 0x7FFF_FFFF) > 0x7F80_0000 ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
            }
        }

        /// <summary>Half of the last kept place is added, less a bit when that place is even; NaN becomes the quiet one.</summary>
        [MethodImpl(Simd.Inline)]
        private static Vector256<uint> Round(Vector256<uint> bits)
        {
            Vector256<uint> rounded = (bits + Vector256.Create(0x7FFFu) + ((bits >> 16) & Vector256<uint>.One)) >> 16;
            return Vector256.ConditionalSelect(Vector256.Equals(bits.AsSingle(), bits.AsSingle()).AsUInt32(), rounded, Vector256.Create(0x7FC0u));
        }

        [MethodImpl(Simd.Hot)]
        private static void Widen(ushort* from, uint* to, long start, long end)
        {
            long i = start;
            for (; i + 16 <= end; i += 16)
            {
                Vector256<ushort> x = Vector256.Load(from + i);
                (Vector256.WidenLower(x) << 16).Store(to + i);
                (Vector256.WidenUpper(x) << 16).Store(to + i + 8);
            }

            for (; i < end; i++) to[i] = (uint)from[i] << 16;
        }
    }
}
