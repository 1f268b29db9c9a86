using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>A plain number beside a tensor: an integer, a float or a truth value. It promotes by kind, not by width.</summary>
internal readonly struct Number
{
    private readonly double _float;
    private readonly long _integer;

    private Number(double value, long integer, ScalarType type) => (_float, _integer, Type) = (value, integer, type);

    internal ScalarType Type { get; }

    internal bool IsFloat => Type.IsFloatingPoint();

    internal bool IsBool => Type == ScalarType.Bool;

    internal double Double => IsFloat ? _float : _integer;

    internal long Int64 => IsFloat ? checked((long)_float) : _integer;

    public static implicit operator Number(double value) => new(value, 0, ScalarType.Float64);

    public static implicit operator Number(float value) => new(value, 0, ScalarType.Float32);

    public static implicit operator Number(long value) => new(0, value, ScalarType.Int64);

    public static implicit operator Number(int value) => new(0, value, ScalarType.Int32);

    public static implicit operator Number(bool value) => new(0, value ? 1 : 0, ScalarType.Bool);

    public static implicit operator Number(Scalar value) => value.Number;

    internal static Number Of(double value, ScalarType type) => type.IsFloatingPoint() ? new(value, 0, type) : new(0, (long)value, type);

    internal static Number Of(long value, ScalarType type) => type.IsFloatingPoint() ? new(value, 0, type) : new(0, value, type);

    /// <summary>The number in the form in which a tensor of type <typeparamref name="T"/> holds it.</summary>
    internal T As<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (T)(object)(float)Double;
        if (typeof(T) == typeof(double)) return (T)(object)Double;
        if (typeof(T) == typeof(long)) return (T)(object)Int64;
        if (typeof(T) == typeof(int)) return (T)(object)unchecked((int)Int64);
        if (typeof(T) == typeof(short)) return (T)(object)unchecked((short)Int64);
        if (typeof(T) == typeof(sbyte)) return (T)(object)unchecked((sbyte)Int64);
        if (typeof(T) == typeof(byte)) return (T)(object)(IsBool ? (byte)_integer : unchecked((byte)Int64));
        if (typeof(T) == typeof(bool)) return (T)(object)(Double != 0);
        if (typeof(T) == typeof(Half)) return (T)(object)(Half)Double;
        if (typeof(T) == typeof(BFloat16)) return (T)(object)(BFloat16)(float)Double;
        throw DType.Unsupported(DType.Of<T>());
    }
}
