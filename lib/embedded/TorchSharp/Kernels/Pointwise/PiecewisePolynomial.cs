using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>
/// A function of z ≥ 0 as 32 polynomials, one around each multiple of a quarter, and 0 from 7.625 on. The coefficients fill twelve AVX-512 registers; a permutation
/// picks those of sixteen elements at once, whichever pieces these fall into. For GELU that takes a third of the multiplications of a polynomial over the whole range,
/// and it is the multiplications that limit the pass.
/// </summary>
internal sealed unsafe class PiecewisePolynomial
{
    /// <summary>At a half width of 1/8 the terms left out are below float's rounding, up to where the function is tiny.</summary>
    private const int Degree = 5;

    private const int Pieces = 32;
    private const float Width = 0.25f;
    private const int Lanes = 16;

    /// <summary>Adding it to z rounds z to a multiple of <see cref="Width"/>, whose number is then in the sum's low bits.</summary>
    private const float Rounder = 1.5f * (1 << 23) * Width;

    private readonly float[] _coefficients = GC.AllocateArray<float>((Degree + 1) * Pieces, pinned: true);

    /// <param name="function">Smooth, also a little to the left of 0; all but 0 from 7.625 on.</param>
    public PiecewisePolynomial(Func<double, double> function)
    {
        for (int piece = 0; piece < Pieces - 1; piece++)
        {
            double[] polynomial = Interpolate(function, piece * Width);
            for (int power = 0; power <= Degree; power++) _coefficients[(power * Pieces) + piece] = (float)polynomial[power];
        }
    }

    public static bool IsSupported => Avx512F.IsSupported && Simd.Level == SimdLevel.Vector512;

    /// <summary>y = f(|x|) where x is negative, else 1 − f(|x|), times <paramref name="factor"/>, element by element; y may be either operand.</summary>
    /// <param name="x">The elements from <paramref name="start"/> to <paramref name="end"/> are read.</param>
    /// <param name="factor">What the value is multiplied with.</param>
    /// <param name="y">The result.</param>
    /// <param name="start">The first element.</param>
    /// <param name="end">The one behind the last.</param>
    /// <param name="bounded">Whether infinity counts as the largest number of the range; otherwise it gives NaN.</param>
    public void Apply(float* x, float* factor, float* y, long start, long end, bool bounded)
    {
        long whole = end - ((end - start) % Lanes);
        Run(x + start, factor + start, y + start, whole - start, bounded);
        int rest = (int)(end - whole);
        if (rest == 0) return;

        // The last few go by way of the stack: nothing beyond them is touched.
        float* values = stackalloc float[2 * Lanes], factors = values + Lanes;
        new ReadOnlySpan<float>(x + whole, rest).CopyTo(new Span<float>(values, rest));
        new ReadOnlySpan<float>(factor + whole, rest).CopyTo(new Span<float>(factors, rest));
        Run(values, factors, values, Lanes, bounded);
        new ReadOnlySpan<float>(values, rest).CopyTo(new Span<float>(y + whole, rest));
    }

    [MethodImpl(Simd.Hot)]
    private void Run(float* x, float* factor, float* y, long n, bool bounded)
    {
        float* table = (float*)Unsafe.AsPointer(ref _coefficients[0]);
        Vector512<float> a0 = Vector512.Load(table), b0 = Vector512.Load(table + 16), a1 = Vector512.Load(table + 32), b1 = Vector512.Load(table + 48);
        Vector512<float> a2 = Vector512.Load(table + 64), b2 = Vector512.Load(table + 80), a3 = Vector512.Load(table + 96), b3 = Vector512.Load(table + 112);
        Vector512<float> a4 = Vector512.Load(table + 128), b4 = Vector512.Load(table + 144), a5 = Vector512.Load(table + 160), b5 = Vector512.Load(table + 176);
        Vector512<float> rounder = Vector512.Create(Rounder), largest = Vector512.Create((Pieces - 1) * Width), bound = bounded ? largest : Vector512.Create(float.PositiveInfinity);
        for (long i = 0; i < n; i += Lanes)
        {
            Vector512<float> value = Vector512.Load(x + i), z = Vector512.Abs(value);
            Vector512<float> rounded = Vector512.MinNative(largest, z) + rounder, t = Vector512.MinNative(bound, z) - (rounded - rounder);
            Vector512<int> piece = rounded.AsInt32();
            var f = Avx512F.PermuteVar16x32x2(a5, piece, b5);
            f = Vector512.MultiplyAddEstimate(f, t, Avx512F.PermuteVar16x32x2(a4, piece, b4));
            f = Vector512.MultiplyAddEstimate(f, t, Avx512F.PermuteVar16x32x2(a3, piece, b3));
            f = Vector512.MultiplyAddEstimate(f, t, Avx512F.PermuteVar16x32x2(a2, piece, b2));
            f = Vector512.MultiplyAddEstimate(f, t, Avx512F.PermuteVar16x32x2(a1, piece, b1));
            f = Vector512.MultiplyAddEstimate(f, t, Avx512F.PermuteVar16x32x2(a0, piece, b0));
            f = Vector512.ConditionalSelect(Vector512.LessThan(value, default), f, Vector512<float>.One - f);
            (Vector512.Load(factor + i) * f).Store(y + i);
        }
    }

    /// <summary>The polynomial in t that meets the function at centre + t in Chebyshev's nodes, by Newton's divided differences.</summary>
    [MethodImpl(Simd.Hot)]
    private static double[] Interpolate(Func<double, double> function, double centre)
    {
        const int Nodes = Degree + 1;
        double[] t = new double[Nodes], differences = new double[Nodes], polynomial = new double[Nodes];
        for (int i = 0; i < Nodes; i++)
        {
            t[i] = Width / 2 * Math.Cos(Math.PI * (i + 0.5) / Nodes);
            differences[i] = function(centre + t[i]);
        }

        for (int order = 1; order < Nodes; order++)
            for (int i = Nodes - 1; i >= order; i--)
                differences[i] = (differences[i] - differences[i - 1]) / (t[i] - t[i - order]);

        // Newton's form, multiplied out from the inside: p ← p · (t − tᵢ) + dᵢ.
        for (int i = Nodes - 1; i >= 0; i--)
        {
            for (int power = Nodes - 1; power > 0; power--) polynomial[power] = polynomial[power - 1] - (t[i] * polynomial[power]);
            polynomial[0] = differences[i] - (t[i] * polynomial[0]);
        }

        return polynomial;
    }
}
