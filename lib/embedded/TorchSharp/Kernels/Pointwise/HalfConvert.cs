namespace TorchSharp.Kernels;

/// <summary>Conversions between float32 and the two 16-bit formats, rounding to nearest even.</summary>
internal static unsafe class HalfConvert
{
    public static void ToFloat16(float* x, Half* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (Half)x[i];
    }

    public static void FromFloat16(Half* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (float)x[i];
    }

    /// <summary>bfloat16 is the upper half of a float32.</summary>
    public static void ToBFloat16(float* x, ushort* y, long n)
    {
        for (long i = 0; i < n; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(x[i]);
            y[i] = float.IsNaN(x[i]) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    public static void FromBFloat16(ushort* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = BitConverter.UInt32BitsToSingle((uint)x[i] << 16);
    }
}
