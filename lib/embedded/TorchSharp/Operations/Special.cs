using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Special functions in float64.</summary>
internal static class Special
{
    private const double SqrtPi = 1.7724538509055160273;

    /// <summary>Lanczos' coefficients for g = 7, n = 9.</summary>
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The error function: its series for small arguments, 1 − erfc for large ones.</summary>
    internal static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude > 2.5) return Math.CopySign(1 - Erfc(magnitude), x);
        if (double.IsNaN(x)) return x;

        // erf(x) = 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (1 * 3 * … * (2n+1)): all terms are positive.
        double term = magnitude, sum = magnitude, square = x * x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * square / ((2 * n) + 1);
            sum += term;
        }

        return Math.CopySign(2 / SqrtPi * Math.Exp(-square) * sum, x);
    }

    /// <summary>1 − erf(x), by a continued fraction where the difference would lose digits.</summary>
    internal static double Erfc(double x)
    {
        if (x < 2.5) return 1 - Erf(x);
        if (x > 27) return 0;
        var fraction = 0.0;
        for (var k = 60; k >= 1; k--) fraction = k / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / (SqrtPi * (x + fraction));
    }

    /// <summary>The inverse of erf: Winitzki's approximation, then three steps of Halley's method.</summary>
    internal static double ErfInv(double y)
    {
        if (y is <= -1 or >= 1 or double.NaN) return y == 1 ? double.PositiveInfinity : y == -1 ? double.NegativeInfinity : double.NaN;
        if (y == 0) return y;
        var log = Math.Log(1 - (y * y));
        var a = (2 / (Math.PI * 0.147)) + (log / 2);
        var x = Math.CopySign(Math.Sqrt(Math.Sqrt((a * a) - (log / 0.147)) - a), y);
        for (var step = 0; step < 3; step++)
        {
            // Near the ends the complement keeps the digits that 1 - y would lose.
            var error = y > 0.5 ? 1 - y - Erfc(x) : y < -0.5 ? Erfc(-x) - (1 + y) : Erf(x) - y;
            var newton = error / (2 / SqrtPi * Math.Exp(-x * x));
            x -= newton / (1 + (x * newton));
        }

        return x;
    }

    /// <summary>log |gamma(x)| (Lanczos 1964).</summary>
    internal static double LogGamma(double x)
    {
        if (x <= 0 && x == Math.Floor(x)) return double.PositiveInfinity;
        if (x < 0.5) return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>The derivative of log gamma: upward recurrence, then the asymptotic series.</summary>
    internal static double Digamma(double x)
    {
        if (x == 0) return double.NegativeInfinity;
        if (x < 0) return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - (Math.PI / Math.Tan(Math.PI * x));
        var result = 0.0;
        for (; x < 10; x++) result -= 1 / x;
        var f = 1 / (x * x);
        return result + Math.Log(x) - (0.5 / x)
            - (f * ((1.0 / 12) - (f * ((1.0 / 120) - (f * ((1.0 / 252) - (f * ((1.0 / 240) - (f / 132)))))))));
    }

    /// <summary>The derivative of sin(pi x) / (pi x); 0 at 0.</summary>
    internal static Tensor SincDerivative(Tensor x)
    {
        var angle = x * Math.PI;
        var slope = (angle * angle.cos() - angle.sin()) / (angle * x);
        return slope.masked_fill_(x.eq(0), 0);
    }
}
