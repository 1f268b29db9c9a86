using TorchSharp.Engine;

namespace TorchSharp;

/// <summary>A number with an element type, as operations with plain numbers take it.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Number number) => Number = number;

    public torch.ScalarType Type => Number.Type;

    internal Number Number { get; }

    public static implicit operator Scalar(byte value) => new(Number.Of((long)value, torch.ScalarType.Byte));

    public static implicit operator Scalar(sbyte value) => new(Number.Of((long)value, torch.ScalarType.Int8));

    public static implicit operator Scalar(short value) => new(Number.Of((long)value, torch.ScalarType.Int16));

    public static implicit operator Scalar(int value) => new(value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(float value) => new(value);

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(bool value) => new(value);

    public static implicit operator Scalar(Half value) => new(Number.Of((double)value, torch.ScalarType.Float16));

    public static implicit operator Scalar(BFloat16 value) => new(Number.Of(value.ToSingle(), torch.ScalarType.BFloat16));

    public void Dispose()
    {
        // A scalar holds a number and nothing else; the method is part of the package's API.
    }
}
