namespace TorchSharp.Engine;

/// <summary>Jacobi's rotations: slow for large matrices, accurate and short.</summary>
internal static class Jacobi
{
    private const int Sweeps = 60;

    /// <summary>Eigenvalues, rising, and eigenvectors in columns, of a symmetric matrix.</summary>
    internal static (double[] Values, double[] Vectors) Symmetric(double[] matrix, int n)
    {
        var a = (double[])matrix.Clone();
        var v = Identity(n);
        for (var sweep = 0; sweep < Sweeps && OffDiagonal(a, n) > 0; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++) Rotate(a, v, n, p, q);
            }
        }

        var order = Enumerable.Range(0, n).OrderBy(i => a[(i * n) + i]).ToArray();
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) vectors[(i * n) + j] = v[(i * n) + order[j]];
        }

        return ([.. order.Select(i => a[(i * n) + i])], vectors);
    }

    /// <summary>
    /// The thin singular value decomposition of [rows, columns] with rows ≥ columns (one-sided, Hestenes 1958):
    /// U [rows, columns], falling singular values, V [columns, columns].
    /// </summary>
    internal static (double[] U, double[] S, double[] V) Singular(double[] matrix, int rows, int columns)
    {
        var u = (double[])matrix.Clone();
        var v = Identity(columns);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < columns; p++)
            {
                for (var q = p + 1; q < columns; q++) rotated |= Orthogonalize(u, v, rows, columns, p, q);
            }

            if (!rotated) break;
        }

        var lengths = new double[columns];
        for (var j = 0; j < columns; j++) lengths[j] = Math.Sqrt(Dot(u, rows, columns, j, j));
        var order = Enumerable.Range(0, columns).OrderByDescending(j => lengths[j]).ToArray();
        var sortedU = new double[rows * columns];
        var sortedV = new double[columns * columns];
        for (var j = 0; j < columns; j++)
        {
            var from = order[j];
            for (var i = 0; i < rows; i++) sortedU[(i * columns) + j] = lengths[from] > 0 ? u[(i * columns) + from] / lengths[from] : 0;
            for (var i = 0; i < columns; i++) sortedV[(i * columns) + j] = v[(i * columns) + from];
        }

        return (sortedU, [.. order.Select(j => lengths[j])], sortedV);
    }

    private static void Rotate(double[] a, double[] v, int n, int p, int q)
    {
        var apq = a[(p * n) + q];
        if (Math.Abs(apq) <= 1e-300) return;
        var (c, s) = Angle((a[(q * n) + q] - a[(p * n) + p]) / (2 * apq));
        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[(k * n) + p], a[(k * n) + q]);
            (a[(k * n) + p], a[(k * n) + q]) = ((c * x) - (s * y), (s * x) + (c * y));
        }

        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[(p * n) + k], a[(q * n) + k]);
            (a[(p * n) + k], a[(q * n) + k]) = ((c * x) - (s * y), (s * x) + (c * y));
            (x, y) = (v[(k * n) + p], v[(k * n) + q]);
            (v[(k * n) + p], v[(k * n) + q]) = ((c * x) - (s * y), (s * x) + (c * y));
        }

        a[(p * n) + q] = a[(q * n) + p] = 0;
    }

    private static bool Orthogonalize(double[] u, double[] v, int rows, int columns, int p, int q)
    {
        var (alpha, beta, gamma) = (Dot(u, rows, columns, p, p), Dot(u, rows, columns, q, q), Dot(u, rows, columns, p, q));
        if (Math.Abs(gamma) <= 1e-15 * Math.Sqrt(alpha * beta) || gamma == 0) return false;
        var (c, s) = Angle((beta - alpha) / (2 * gamma));
        Turn(u, rows, columns, p, q, c, s);
        Turn(v, columns, columns, p, q, c, s);
        return true;
    }

    private static void Turn(double[] matrix, int rows, int columns, int p, int q, double c, double s)
    {
        for (var i = 0; i < rows; i++)
        {
            var (x, y) = (matrix[(i * columns) + p], matrix[(i * columns) + q]);
            (matrix[(i * columns) + p], matrix[(i * columns) + q]) = ((c * x) - (s * y), (s * x) + (c * y));
        }
    }

    /// <summary>Cosine and sine of the smaller angle whose cotangent of the double is given.</summary>
    private static (double C, double S) Angle(double cotangent)
    {
        var t = Math.CopySign(1, cotangent) / (Math.Abs(cotangent) + Math.Sqrt(1 + (cotangent * cotangent)));
        var c = 1 / Math.Sqrt(1 + (t * t));
        return (c, t * c);
    }

    private static double Dot(double[] matrix, int rows, int columns, int p, int q)
    {
        var sum = 0.0;
        for (var i = 0; i < rows; i++) sum += matrix[(i * columns) + p] * matrix[(i * columns) + q];
        return sum;
    }

    private static double OffDiagonal(double[] a, int n)
    {
        double off = 0, all = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var square = a[(i * n) + j] * a[(i * n) + j];
                all += square;
                if (i != j) off += square;
            }
        }

        return off <= all * 1e-32 ? 0 : off;
    }

    private static double[] Identity(int n)
    {
        var identity = new double[n * n];
        for (var i = 0; i < n; i++) identity[(i * n) + i] = 1;
        return identity;
    }
}
