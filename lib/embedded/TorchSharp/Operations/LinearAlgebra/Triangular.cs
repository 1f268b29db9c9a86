namespace TorchSharp.Engine;

/// <summary>Elimination and substitution on square matrices in float64, row by row.</summary>
internal static class Triangular
{
    /// <summary>Gauss's elimination with row exchanges, in place: a becomes L (below the diagonal) and U; returns the rows' order and the sign of the exchanges.</summary>
    internal static (int[] Rows, int Sign) Factor(double[] a, int n)
    {
        var rows = new int[n];
        for (var i = 0; i < n; i++) rows[i] = i;
        var sign = 1;
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k])) pivot = i;
            }

            if (pivot != k)
            {
                for (var j = 0; j < n; j++) (a[(k * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j], a[(k * n) + j]);
                (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
                sign = -sign;
            }

            if (a[(k * n) + k] == 0) continue;
            for (var i = k + 1; i < n; i++)
            {
                var factor = a[(i * n) + k] /= a[(k * n) + k];
                if (factor == 0) continue;
                for (var j = k + 1; j < n; j++) a[(i * n) + j] -= factor * a[(k * n) + j];
            }
        }

        return (rows, sign);
    }

    /// <summary>Solves for the columns of b, [n, m], with the factors that <see cref="Factor"/> left.</summary>
    internal static double[] Solve(double[] factors, int[] rows, double[] b, int n, int m)
    {
        var x = new double[n * m];
        for (var column = 0; column < m; column++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = b[(rows[i] * m) + column];
                for (var j = 0; j < i; j++) sum -= factors[(i * n) + j] * x[(j * m) + column];
                x[(i * m) + column] = sum;
            }

            for (var i = n - 1; i >= 0; i--)
            {
                var sum = x[(i * m) + column];
                for (var j = i + 1; j < n; j++) sum -= factors[(i * n) + j] * x[(j * m) + column];
                x[(i * m) + column] = sum / factors[(i * n) + i];
            }
        }

        return x;
    }

    /// <summary>The lower factor L of a symmetric positive definite matrix L Lᵀ; null if it is not.</summary>
    internal static double[]? Cholesky(double[] a, int n)
    {
        var l = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * n) + j];
                for (var k = 0; k < j; k++) sum -= l[(i * n) + k] * l[(j * n) + k];
                if (i != j) l[(i * n) + j] = sum / l[(j * n) + j];
                else if (sum > 0) l[(i * n) + i] = Math.Sqrt(sum);
                else return null;
            }
        }

        return l;
    }
}
