using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>Eight floats: AVX2 with FMA.</summary>
internal readonly unsafe struct V256(Vector256<float> value) : IVector<V256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static V256 Zero
    {
        [MethodImpl(Simd.Inline)]
        get => new(Vector256<float>.Zero);
    }

    [MethodImpl(Simd.Inline)]
    public static V256 All(float value) => new(Vector256.Create(value));

    [MethodImpl(Simd.Inline)]
    public static V256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(Simd.Inline)]
    public void Store(float* target) => _value.Store(target);

    [MethodImpl(Simd.Inline)]
    public static V256 operator +(V256 left, V256 right) => new(left._value + right._value);

    [MethodImpl(Simd.Inline)]
    public static V256 operator -(V256 left, V256 right) => new(left._value - right._value);

    [MethodImpl(Simd.Inline)]
    public static V256 operator *(V256 left, V256 right) => new(left._value * right._value);

    [MethodImpl(Simd.Inline)]
    public static V256 operator /(V256 left, V256 right) => new(left._value / right._value);

    [MethodImpl(Simd.Inline)]
    public static V256 MulAdd(V256 a, V256 b, V256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Simd.Inline)]
    public static V256 AtMost(V256 bound, V256 value) => new(Vector256.MinNative(bound._value, value._value));

    [MethodImpl(Simd.Inline)]
    public static V256 AtLeast(V256 bound, V256 value) => new(Vector256.MaxNative(bound._value, value._value));

    [MethodImpl(Simd.Inline)]
    public static V256 Max(V256 left, V256 right) => new(Vector256.Max(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V256 Abs(V256 value) => new(Vector256.Abs(value._value));

    [MethodImpl(Simd.Inline)]
    public static V256 Sqrt(V256 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(Simd.Inline)]
    public static V256 Round(V256 value) => new(Vector256.Round(value._value));

    [MethodImpl(Simd.Inline)]
    public static V256 CopySign(V256 magnitude, V256 sign) => new(Vector256.CopySign(magnitude._value, sign._value));

    [MethodImpl(Simd.Inline)]
    public static V256 Less(V256 left, V256 right) => new(Vector256.LessThan(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V256 Select(V256 mask, V256 whenSet, V256 whenNot) => new(Vector256.ConditionalSelect(mask._value, whenSet._value, whenNot._value));

    /// <summary>In two steps: 2^power alone may be too large or too small for a float.</summary>
    [MethodImpl(Simd.Inline)]
    public static V256 ScaleByPowerOfTwo(V256 value, V256 power)
    {
        Vector256<int> whole = Vector256.ConvertToInt32Native(power._value);
        Vector256<int> half = whole >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(Simd.Inline)]
    public float Sum() => new V128(_value.GetLower() + _value.GetUpper()).Sum();

    [MethodImpl(Simd.Inline)]
    public float Max() => new V128(Vector128.Max(_value.GetLower(), _value.GetUpper())).Max();

    [MethodImpl(Simd.Inline)]
    private static Vector256<float> PowerOfTwo(Vector256<int> power) => ((power + Vector256.Create(127)) << 23).AsSingle();
}
