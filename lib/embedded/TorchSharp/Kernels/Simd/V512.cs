using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>Sixteen floats: AVX-512.</summary>
internal readonly unsafe struct V512(Vector512<float> value) : IVector<V512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    public static V512 Zero
    {
        [MethodImpl(Simd.Inline)]
        get => new(Vector512<float>.Zero);
    }

    [MethodImpl(Simd.Inline)]
    public static V512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(Simd.Inline)]
    public static V512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(Simd.Inline)]
    public void Store(float* target) => _value.Store(target);

    [MethodImpl(Simd.Inline)]
    public static V512 operator +(V512 left, V512 right) => new(left._value + right._value);

    [MethodImpl(Simd.Inline)]
    public static V512 operator -(V512 left, V512 right) => new(left._value - right._value);

    [MethodImpl(Simd.Inline)]
    public static V512 operator *(V512 left, V512 right) => new(left._value * right._value);

    [MethodImpl(Simd.Inline)]
    public static V512 operator /(V512 left, V512 right) => new(left._value / right._value);

    [MethodImpl(Simd.Inline)]
    public static V512 MulAdd(V512 a, V512 b, V512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Simd.Inline)]
    public static V512 AtMost(V512 bound, V512 value) => new(Vector512.MinNative(bound._value, value._value));

    [MethodImpl(Simd.Inline)]
    public static V512 AtLeast(V512 bound, V512 value) => new(Vector512.MaxNative(bound._value, value._value));

    [MethodImpl(Simd.Inline)]
    public static V512 Max(V512 left, V512 right) => new(Vector512.Max(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V512 Abs(V512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(Simd.Inline)]
    public static V512 Sqrt(V512 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(Simd.Inline)]
    public static V512 Round(V512 value) => new(Vector512.Round(value._value));

    [MethodImpl(Simd.Inline)]
    public static V512 CopySign(V512 magnitude, V512 sign) => new(Vector512.CopySign(magnitude._value, sign._value));

    [MethodImpl(Simd.Inline)]
    public static V512 Less(V512 left, V512 right) => new(Vector512.LessThan(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V512 Select(V512 mask, V512 whenSet, V512 whenNot) => new(Vector512.ConditionalSelect(mask._value, whenSet._value, whenNot._value));

    /// <summary>AVX-512 has an instruction for it; elsewhere in two steps, because 2^power alone may be too large or too small for a float.</summary>
    [MethodImpl(Simd.Inline)]
    public static V512 ScaleByPowerOfTwo(V512 value, V512 power)
    {
        if (Avx512F.IsSupported) return new(Avx512F.Scale(value._value, power._value));
        Vector512<int> whole = Vector512.ConvertToInt32Native(power._value);
        Vector512<int> half = whole >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(Simd.Inline)]
    public float Sum() => new V256(_value.GetLower() + _value.GetUpper()).Sum();

    [MethodImpl(Simd.Inline)]
    public float Max() => new V256(Vector256.Max(_value.GetLower(), _value.GetUpper())).Max();

    [MethodImpl(Simd.Inline)]
    private static Vector512<float> PowerOfTwo(Vector512<int> power) => ((power + Vector512.Create(127)) << 23).AsSingle();
}
