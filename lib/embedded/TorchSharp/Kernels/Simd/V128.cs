using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>Four floats: SSE, or AdvSimd on Arm.</summary>
internal readonly unsafe struct V128(Vector128<float> value) : IVector<V128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    public static V128 Zero
    {
        [MethodImpl(Simd.Inline)]
        get => new(Vector128<float>.Zero);
    }

    [MethodImpl(Simd.Inline)]
    public static V128 All(float value) => new(Vector128.Create(value));

    [MethodImpl(Simd.Inline)]
    public static V128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(Simd.Inline)]
    public void Store(float* target) => _value.Store(target);

    [MethodImpl(Simd.Inline)]
    public static V128 operator +(V128 left, V128 right) => new(left._value + right._value);

    [MethodImpl(Simd.Inline)]
    public static V128 operator -(V128 left, V128 right) => new(left._value - right._value);

    [MethodImpl(Simd.Inline)]
    public static V128 operator *(V128 left, V128 right) => new(left._value * right._value);

    [MethodImpl(Simd.Inline)]
    public static V128 operator /(V128 left, V128 right) => new(left._value / right._value);

    [MethodImpl(Simd.Inline)]
    public static V128 MulAdd(V128 a, V128 b, V128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Simd.Inline)]
    public static V128 AtMost(V128 bound, V128 value) => new(Vector128.MinNative(bound._value, value._value));

    [MethodImpl(Simd.Inline)]
    public static V128 AtLeast(V128 bound, V128 value) => new(Vector128.MaxNative(bound._value, value._value));

    [MethodImpl(Simd.Inline)]
    public static V128 Max(V128 left, V128 right) => new(Vector128.Max(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V128 Abs(V128 value) => new(Vector128.Abs(value._value));

    [MethodImpl(Simd.Inline)]
    public static V128 Sqrt(V128 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(Simd.Inline)]
    public static V128 Round(V128 value) => new(Vector128.Round(value._value));

    [MethodImpl(Simd.Inline)]
    public static V128 CopySign(V128 magnitude, V128 sign) => new(Vector128.CopySign(magnitude._value, sign._value));

    [MethodImpl(Simd.Inline)]
    public static V128 Less(V128 left, V128 right) => new(Vector128.LessThan(left._value, right._value));

    [MethodImpl(Simd.Inline)]
    public static V128 Select(V128 mask, V128 whenSet, V128 whenNot) => new(Vector128.ConditionalSelect(mask._value, whenSet._value, whenNot._value));

    /// <summary>In two steps: 2^power alone may be too large or too small for a float.</summary>
    [MethodImpl(Simd.Inline)]
    public static V128 ScaleByPowerOfTwo(V128 value, V128 power)
    {
        Vector128<int> whole = Vector128.ConvertToInt32Native(power._value);
        Vector128<int> half = whole >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(Simd.Inline)]
    public float Sum()
    {
        Vector128<float> pairs = _value + Vector128.Shuffle(_value, Vector128.Create(2, 3, 0, 1));
        return pairs[0] + pairs[1];
    }

    [MethodImpl(Simd.Inline)]
    public float Max()
    {
        Vector128<float> pairs = Vector128.Max(_value, Vector128.Shuffle(_value, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(pairs[0], pairs[1]);
    }

    [MethodImpl(Simd.Inline)]
    private static Vector128<float> PowerOfTwo(Vector128<int> power) => ((power + Vector128.Create(127)) << 23).AsSingle();
}
