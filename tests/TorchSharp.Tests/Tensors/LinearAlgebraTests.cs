using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>Decompositions multiply back to what was decomposed.</summary>
public sealed class LinearAlgebraTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    public void Inverse_solution_and_determinant_agree(int n)
    {
        manual_seed(n);
        var a = randn(n, n, dtype: float64) + eye(n, dtype: float64) * 3;
        var b = randn(n, 2, dtype: float64);
        Close(eye(n, dtype: float64), a.matmul(linalg.inv(a)));
        Close(b, a.matmul(linalg.solve(a, b)));
        Close(linalg.det(a) * linalg.det(linalg.inv(a)), ones(Array.Empty<long>(), float64));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(3, 7)]
    [InlineData(4, 4)]
    [InlineData(1, 5)]
    public void Singular_values_and_vectors_give_the_matrix_back(int rows, int columns)
    {
        manual_seed(3);
        var a = randn(rows, columns, dtype: float64);
        var (u, s, vh) = linalg.svd(a, fullMatrices: false);
        Close(a, (u * s).matmul(vh));
        Close(eye(s.shape[0], dtype: float64), u.t().matmul(u));
        Close(s, s.sort(descending: true).Values);
    }

    [Fact]
    public void Eigenvectors_of_a_symmetric_matrix_give_it_back()
    {
        manual_seed(4);
        var x = randn(6, 6, dtype: float64);
        var a = x.matmul(x.t());
        var (values, vectors) = linalg.eigh(a);
        Close(a, (vectors * values).matmul(vectors.t()));
        Close(a, linalg.cholesky(a).matmul(linalg.cholesky(a).t()));
    }

    [Fact]
    public void A_singular_matrix_has_no_inverse() =>
        Assert.Contains("singular", Assert.Throws<InvalidOperationException>(() => linalg.inv(ones(3, 3))).Message);

    [Fact]
    public void Gradients_of_inverse_and_determinant_are_those_of_their_definitions()
    {
        using var a = tensor(new double[,] { { 2, 1 }, { 1, 3 } }, requires_grad: true);
        linalg.det(a).backward();
        Close(tensor(new double[,] { { 3, -1 }, { -1, 2 } }), a.grad!); // the cofactors
        a.grad = null;
        linalg.inv(a).sum().backward();
        Close(tensor(new double[,] { { -4, -2 }, { -2, -1 } }) / 25, a.grad!); // -(A^-1)^T 1 1^T (A^-1)^T
    }

    private static void Close(Tensor expected, Tensor actual) =>
        Assert.True(expected.allclose(actual, 1e-9, 1e-9), $"{actual.npstr()} is not {expected.npstr()}");
}
