using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>One float: the same kernels where there are no vectors.</summary>
internal readonly unsafe struct V1(float value) : IVector<V1>
{
    private static readonly float s_set = BitConverter.Int32BitsToSingle(-1);

    private readonly float _value = value;

    public static int Count => 1;

    public static V1 Zero => default;

    [MethodImpl(Simd.Inline)]
    public static V1 All(float value) => new(value);

    [MethodImpl(Simd.Inline)]
    public static V1 Load(float* source) => new(*source);

    [MethodImpl(Simd.Inline)]
    public void Store(float* target) => *target = _value;

    [MethodImpl(Simd.Inline)]
    public static V1 operator +(V1 left, V1 right) => new(left._value + right._value);

    [MethodImpl(Simd.Inline)]
    public static V1 operator -(V1 left, V1 right) => new(left._value - right._value);

    [MethodImpl(Simd.Inline)]
    public static V1 operator *(V1 left, V1 right) => new(left._value * right._value);

    [MethodImpl(Simd.Inline)]
    public static V1 operator /(V1 left, V1 right) => new(left._value / right._value);

    [MethodImpl(Simd.Inline)]
    public static V1 MulAdd(V1 a, V1 b, V1 c) => new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Simd.Inline)]
    public static V1 AtMost(V1 bound, V1 value) => bound._value < value._value ? bound : value;

    [MethodImpl(Simd.Inline)]
    public static V1 AtLeast(V1 bound, V1 value) => bound._value > value._value ? bound : value;

    [MethodImpl(Simd.Inline)]
    public static V1 Max(V1 left, V1 right) => new(MathF.Max(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V1 Abs(V1 value) => new(MathF.Abs(value._value));

    [MethodImpl(Simd.Inline)]
    public static V1 Sqrt(V1 value) => new(MathF.Sqrt(value._value));

    [MethodImpl(Simd.Inline)]
    public static V1 Round(V1 value) => new(MathF.Round(value._value));

    [MethodImpl(Simd.Inline)]
    public static V1 ScaleByPowerOfTwo(V1 value, V1 power)
    {
        if (float.IsNaN(power._value)) return power;
        int whole = (int)power._value, half = whole >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(Simd.Inline)]
    public static V1 CopySign(V1 magnitude, V1 sign) => new(MathF.CopySign(magnitude._value, sign._value));

    [MethodImpl(Simd.Inline)]
    public static V1 Less(V1 left, V1 right) => left._value < right._value ? new(s_set) : default;

    [MethodImpl(Simd.Inline)]
    public static V1 Select(V1 mask, V1 whenSet, V1 whenNot) => BitConverter.SingleToInt32Bits(mask._value) != 0 ? whenSet : whenNot;

    public float Sum() => _value;

    public float Max() => _value;

    [MethodImpl(Simd.Inline)]
    private static float PowerOfTwo(int power) => BitConverter.Int32BitsToSingle((power + 127) << 23);
}
