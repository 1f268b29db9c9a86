using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>Turns a block of 64 random words into 64 numbers.</summary>
internal unsafe interface IWordTransform<T>
    where T : unmanaged
{
    void Apply(uint* words, T* y);
}

/// <summary>The words themselves.</summary>
internal readonly unsafe struct Words : IWordTransform<uint>
{
    public void Apply(uint* words, uint* y) => new Span<uint>(words, Philox.BlockElements).CopyTo(new Span<uint>(y, Philox.BlockElements));
}

/// <summary>Uniform in [0, 1).</summary>
internal readonly unsafe struct UnitFloats : IWordTransform<float>
{
    [MethodImpl(Simd.Hot)]
    public void Apply(uint* words, float* y)
    {
        for (int i = 0; i < Philox.BlockElements; i += 8)
            (Vector256.ConvertToSingle((Vector256.Load(words + i) >> 8).AsInt32()) * Vector256.Create(1f / (1 << 24))).Store(y + i);
    }
}

/// <summary>Standard normal numbers: √(−2 ln u) · (cos 2πv, sin 2πv), the cosines first.</summary>
internal readonly unsafe struct Normals : IWordTransform<float>
{
    private const int Pairs = Philox.BlockElements / 2;

    [MethodImpl(Simd.Hot)]
    public void Apply(uint* words, float* y)
    {
        Span<float> radius = stackalloc float[Pairs], angle = stackalloc float[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            radius[i] = 1 - Philox.ToUnit(words[i]);
            angle[i] = 2 * MathF.PI * Philox.ToUnit(words[Pairs + i]);
        }

        TensorPrimitives.Log(radius, radius);
        TensorPrimitives.Multiply(radius, -2, radius);
        TensorPrimitives.Sqrt(radius, radius);

        var result = new Span<float>(y, Philox.BlockElements);
        TensorPrimitives.Cos(angle, result[..Pairs]);
        TensorPrimitives.Sin(angle, result[Pairs..]);
        TensorPrimitives.Multiply(result[..Pairs], radius, result[..Pairs]);
        TensorPrimitives.Multiply(result[Pairs..], radius, result[Pairs..]);
    }
}

/// <summary>What dropout multiplies by: 1 / (1 − p) where the element is kept, else 0.</summary>
internal readonly unsafe struct KeepFactors(float drop) : IWordTransform<float>
{
    private readonly uint _threshold = Philox.Threshold(1 - drop);
    private readonly float _factor = drop >= 1 ? 0 : 1 / (1 - drop);

    [MethodImpl(Simd.Inline)]
    public void Apply(uint* words, float* y)
    {
        Vector256<uint> threshold = Vector256.Create(_threshold), factor = Vector256.Create(_factor).AsUInt32();
        for (int i = 0; i < Philox.BlockElements; i += 8) (Vector256.LessThan(Vector256.Load(words + i), threshold) & factor).AsSingle().Store(y + i);
    }
}
