namespace TorchSharp.Kernels;

/// <summary>The error function in double precision, good to about 1e-15: what the fast one is held against.</summary>
internal static class ErfReference
{
    /// <summary>erf(x) by its Maclaurin series near zero and by Lentz's continued fraction of erfc further out.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        double size = Math.Abs(x);
        if (size > 6) return Math.Sign(x);
        return size < 2.5 ? Series(x) : Math.Sign(x) * (1 - ComplementByFraction(size));
    }

    /// <summary>1 − erf(x), accurate where erf(x) is all but 1.</summary>
    public static double Complement(double x) => x < 2.5 ? 1 - Erf(x) : ComplementByFraction(x);

    private static double Series(double x)
    {
        // 2/sqrt(pi) · sum of (-1)^i x^(2i+1) / (i! (2i+1))
        double term = x, sum = x;
        for (int i = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum) && i < 200; i++)
        {
            term *= -x * x / i;
            sum += term / ((2 * i) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double ComplementByFraction(double x)
    {
        // erfc(x) = exp(-x²)/sqrt(pi) · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from the inside out.
        double tail = x;
        for (int i = 120; i >= 1; i--) tail = x + (i / 2.0 / tail);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / tail;
    }
}
