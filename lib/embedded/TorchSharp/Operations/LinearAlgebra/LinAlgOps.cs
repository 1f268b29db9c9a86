using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Linear algebra on matrices and stacks of them, computed in float64. Gradients: inverse, solution and determinant.</summary>
internal static class LinAlgOps
{
    internal static Tensor Inverse(Tensor a)
    {
        var n = Square("inv", a);
        var result = Map(a, [n, n], values =>
        {
            var identity = new double[n * n];
            for (var i = 0; i < n; i++) identity[(i * n) + i] = 1;
            return SolveOne("inv", values, identity, n, n);
        });
        return Autograd.IsRecording(a)
            ? Autograd.Record("inv", result, [a], [result], static (context, grad) =>
            {
                var transposed = context.Saved(0).mT;
                return [transposed.matmul(grad).matmul(transposed).neg_()];
            })
            : result;
    }

    /// <summary>X with A X = B, for one matrix A.</summary>
    internal static Tensor Solve(Tensor a, Tensor b)
    {
        var n = Square("solve", a);
        if (a.Sizes.Length != 2) throw new NotSupportedException("solve on stacks of matrices is not in the embedded engine; `./course use nuget` has it.");
        if (b.Sizes.Length is < 1 or > 2 || b.Sizes[0] != n) throw new InvalidOperationException($"solve: {Shapes.Text(a.Sizes)} and {Shapes.Text(b.Sizes)} do not fit.");
        var m = b.Sizes.Length == 1 ? 1 : (int)b.Sizes[1];
        var solution = SolveOne("solve", Doubles(a), Doubles(b), n, m);
        var result = FromDoubles(solution, b.Sizes, a.dtype);
        return Autograd.IsRecording(a, b)
            ? Autograd.Record("solve", result, [a, b], [a, result], static (context, grad) =>
            {
                var ofB = Solve(context.Saved(0).mT, grad);
                var x = context.Saved(1);
                return [context.NeedsGrad(0) ? (x.Sizes.Length == 1 ? ofB.outer(x) : ofB.matmul(x.mT)).neg_() : null, ofB];
            })
            : result;
    }

    internal static Tensor Determinant(Tensor a)
    {
        var n = Square("det", a);
        var result = Map(a, [], values =>
        {
            var (_, sign) = Triangular.Factor(values, n);
            double determinant = sign;
            for (var i = 0; i < n; i++) determinant *= values[(i * n) + i];
            return [determinant];
        });
        return Autograd.IsRecording(a)
            ? Autograd.Record("det", result, [a], [a, result], static (context, grad) =>
                [Inverse(context.Saved(0)).mT * (grad * context.Saved(1)).unsqueeze(-1).unsqueeze(-1)])
            : result;
    }

    internal static Tensor Cholesky(Tensor a)
    {
        var n = Square("cholesky", a);
        return Unrecorded("cholesky", a, () => Map(a, [n, n], values => Triangular.Cholesky(values, n)
            ?? throw new InvalidOperationException("cholesky: the matrix is not positive definite.")));
    }

    internal static (Tensor Values, Tensor Vectors) Eigh(Tensor a)
    {
        var n = Square("eigh", a);
        return Unrecorded("eigh", a, () =>
            (Map(a, [n], values => Jacobi.Symmetric(values, n).Values), Map(a, [n, n], values => Jacobi.Symmetric(values, n).Vectors)));
    }

    /// <summary>The thin singular value decomposition of one matrix.</summary>
    internal static (Tensor U, Tensor S, Tensor Vh) Svd(Tensor a)
    {
        if (a.Sizes.Length != 2) throw new NotSupportedException("svd on stacks of matrices is not in the embedded engine; `./course use nuget` has it.");
        return Unrecorded("svd", a, () =>
        {
            var (rows, columns) = ((int)a.Sizes[0], (int)a.Sizes[1]);
            var k = Math.Min(rows, columns);
            using var tall = rows >= columns ? a.detach() : a.detach().t();
            var (u, s, v) = Jacobi.Singular(Doubles(tall), Math.Max(rows, columns), k);
            using var left = FromDoubles(u, [Math.Max(rows, columns), k], a.dtype);
            using var right = FromDoubles(v, [k, k], a.dtype);
            var values = FromDoubles(s, [k], a.dtype);
            return rows >= columns ? (left.clone(), values, right.t().contiguous()) : (right.clone(), values, left.t().contiguous());
        });
    }

    private static double[] SolveOne(string name, double[] a, double[] b, int n, int m)
    {
        var (rows, _) = Triangular.Factor(a, n);
        for (var i = 0; i < n; i++)
        {
            if (a[(i * n) + i] == 0) throw new InvalidOperationException($"{name}: the matrix is singular: pivot {i} is zero.");
        }

        return Triangular.Solve(a, rows, b, n, m);
    }

    private static Tensor Map(Tensor a, long[] sizes, Func<double[], double[]> function)
    {
        var values = Doubles(a);
        var size = (int)(a.Sizes[^2] * a.Sizes[^1]);
        var results = new List<double>();
        for (var start = 0; start < values.Length; start += size) results.AddRange(function(values[start..(start + size)]));
        return FromDoubles([.. results], [.. a.Sizes[..^2], .. sizes], a.dtype);
    }

    private static double[] Doubles(Tensor tensor)
    {
        using var wide = CopyOps.Convert(tensor, ScalarType.Float64);
        return wide.data<double>().ToArray();
    }

    private static Tensor FromDoubles(double[] values, long[] sizes, ScalarType type) => Factories.FromSpan<double>(values, sizes, type, null, false);

    private static int Square(string name, Tensor a)
    {
        if (!a.is_floating_point() || a.Sizes.Length < 2 || a.Sizes[^1] != a.Sizes[^2])
        {
            throw new InvalidOperationException($"{name}: needs floating-point square matrices, got {a.dtype} {Shapes.Text(a.Sizes)}.");
        }

        return checked((int)a.Sizes[^1]);
    }

    private static T Unrecorded<T>(string name, Tensor a, Func<T> function) => Autograd.IsRecording(a)
        ? throw new NotSupportedException($"The gradient of {name} is not in the embedded engine; detach() the input, or `./course use nuget`.")
        : function();
}
