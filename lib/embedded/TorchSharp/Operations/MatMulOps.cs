using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Products of matrices, recorded.</summary>
internal static unsafe class MatMulOps
{
    /// <summary>The product of two tensors as PyTorch defines it: vectors, matrices, and stacks of matrices that broadcast.</summary>
    internal static Tensor MatMul(Tensor a, Tensor b)
    {
        if (a.Sizes.Length == 0 || b.Sizes.Length == 0)
        {
            throw new InvalidOperationException($"matmul: both arguments need at least one dimension, got {Shapes.Text(a.Sizes)} and {Shapes.Text(b.Sizes)}.");
        }

        if (a.Sizes.Length == 1)
        {
            using var row = a.unsqueeze(0);
            using var product = MatMul(row, b);
            return b.Sizes.Length == 1 ? product.reshape() : product.squeeze(-2);
        }

        if (b.Sizes.Length == 1)
        {
            using var column = b.unsqueeze(1);
            using var product = MatMul(a, column);
            return product.squeeze(-1);
        }

        if (a.Sizes.Length == 2 && b.Sizes.Length == 2) return Batched(a, b);
        if (b.Sizes.Length == 2) return Folded(a, b);
        var batch = Shapes.Broadcast("matmul", a.Sizes[..^2], b.Sizes[..^2]);
        using var x = Expand(a, batch);
        using var y = Expand(b, batch);
        return Batched(x, y);
    }

    /// <summary>The product of two matrices, or of two stacks of the same leading sizes.</summary>
    internal static Tensor Batched(Tensor a, Tensor b)
    {
        var result = Product("matmul", a, b);
        return Autograd.IsRecording(a, b) ? Record(result, a, b) : result;
    }

    /// <summary>Unrecorded product of [.., m, k] and [.., k, n] with the same leading sizes.</summary>
    internal static Tensor Product(string name, Tensor a, Tensor b)
    {
        var m = a.Sizes[^2];
        var k = a.Sizes[^1];
        var n = b.Sizes[^1];
        if (b.Sizes[^2] != k)
        {
            throw new InvalidOperationException($"{name}: shapes {Shapes.Text(a.Sizes)} and {Shapes.Text(b.Sizes)} cannot be multiplied: {k} columns against {b.Sizes[^2]} rows.");
        }

        if (a.dtype != b.dtype)
        {
            throw new InvalidOperationException($"{name}: expected both matrices to have the same type, got {a.dtype} and {b.dtype}.");
        }

        if (a.dtype.IsReduced())
        {
            using var wideA = CopyOps.Convert(a, ScalarType.Float32);
            using var wideB = CopyOps.Convert(b, ScalarType.Float32);
            return PointwiseOps.Narrow(Product(name, wideA, wideB), a.dtype);
        }

        long[] sizes = [.. a.Sizes[..^2], m, n];
        if (k == 0) return FillOps.Zeros(sizes, a.dtype);
        var result = Tensor.Allocate(sizes, a.dtype);
        if (result.numel() == 0) return result;
        switch (a.dtype)
        {
            case ScalarType.Float32: RunFloat(result, a, b); break;
            case ScalarType.Float64: Run<double>(result, a, b); break;
            case ScalarType.Int64: Run<long>(result, a, b); break;
            case ScalarType.Int32: Run<int>(result, a, b); break;
            default: throw new NotSupportedException($"{name}: products of {a.dtype} are not in the embedded engine; `./course use nuget` has them.");
        }

        return result;
    }

    /// <summary>Single precision: stacks whose matrices are equally far apart go to the kernel as one job.</summary>
    private static void RunFloat(Tensor result, Tensor a, Tensor b)
    {
        var (m, n, k) = (checked((int)a.Sizes[^2]), checked((int)b.Sizes[^1]), checked((int)a.Sizes[^1]));
        var batch = result.numel() / ((long)m * n);
        float* x = a.Pointer<float>(), y = b.Pointer<float>(), c = result.Pointer<float>();
        if (batch == 1)
        {
            Kernels.MatMul.Run(m, n, k, x, a.Strides[^2], a.Strides[^1], y, b.Strides[^2], b.Strides[^1], c, n);
        }
        else if (BatchStride(a) is { } stepA && BatchStride(b) is { } stepB)
        {
            Kernels.MatMul.RunBatched(checked((int)batch), m, n, k, x, stepA, a.Strides[^2], a.Strides[^1], y, stepB, b.Strides[^2], b.Strides[^1], c, (long)m * n, n);
        }
        else
        {
            // The innermost stack is one job each, for every position of the outer dimensions.
            var inner = checked((int)a.Sizes[^3]);
            var outer = a.Sizes[..^3];
            var startsA = IndexPlan.Places(outer, a.Strides[..^3]);
            var startsB = IndexPlan.Places(outer, b.Strides[..^3]);
            for (var i = 0; i < startsA.Length; i++)
            {
                Kernels.MatMul.RunBatched(
                    inner, m, n, k, x + startsA[i], a.Strides[^3], a.Strides[^2], a.Strides[^1], y + startsB[i], b.Strides[^3], b.Strides[^2], b.Strides[^1],
                    c + ((long)i * inner * m * n), (long)m * n, n);
            }
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    /// <summary>The distance between the matrices of a stack, if it is always the same.</summary>
    private static long? BatchStride(Tensor stack)
    {
        var (sizes, strides) = (stack.Sizes, stack.Strides);
        long? step = null;
        var expected = 0L;
        for (var i = sizes.Length - 3; i >= 0; i--)
        {
            if (sizes[i] == 1) continue;
            if (step is null) step = strides[i];
            else if (strides[i] != expected) return null;
            expected = strides[i] * sizes[i];
        }

        return step ?? 0;
    }

    /// <summary>Other types: one matrix after the other, by the definition.</summary>
    private static void Run<T>(Tensor result, Tensor a, Tensor b) where T : unmanaged, System.Numerics.INumber<T>
    {
        var (m, n, k) = (a.Sizes[^2], b.Sizes[^1], a.Sizes[^1]);
        var startsA = IndexPlan.Places(a.Sizes[..^2], a.Strides[..^2]);
        var startsB = IndexPlan.Places(b.Sizes[..^2], b.Strides[..^2]);
        for (var i = 0; i < startsA.Length; i++)
        {
            Plain(result.Pointer<T>() + (i * m * n), a.Pointer<T>() + startsA[i], b.Pointer<T>() + startsB[i], m, n, k, a.Strides[^2], a.Strides[^1], b.Strides[^2], b.Strides[^1]);
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    private static void Plain<T>(T* c, T* a, T* b, long m, long n, long k, long rowA, long columnA, long rowB, long columnB)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        if (typeof(T) == typeof(double))
        {
            Kernels.MatMulDouble.Run((int)m, (int)n, (int)k, (double*)a, rowA, columnA, (double*)b, rowB, columnB, (double*)c, n);
            return;
        }

        for (long i = 0; i < m; i++)
        {
            for (long j = 0; j < n; j++)
            {
                var sum = T.Zero;
                for (long p = 0; p < k; p++) sum += a[(i * rowA) + (p * columnA)] * b[(p * rowB) + (j * columnB)];
                c[(i * n) + j] = sum;
            }
        }
    }

    private static Tensor Record(Tensor result, Tensor a, Tensor b) =>
        Autograd.Record("matmul", result, [a, b], [b.requires_grad ? a : null, a.requires_grad ? b : null], static (context, grad) =>
        [
            context.NeedsGrad(0) ? Product("matmul", grad, context.Saved(1).mT) : null,
            context.NeedsGrad(1) ? Product("matmul", context.Saved(0).mT, grad) : null,
        ]);

    /// <summary>A stack times one matrix is one tall product.</summary>
    private static Tensor Folded(Tensor a, Tensor b)
    {
        long[] sizes = [.. a.Sizes[..^1], b.Sizes[1]];
        using var flat = a.reshape(Shapes.Count(a.Sizes.AsSpan(..^1)), a.Sizes[^1]);
        using var product = Batched(flat, b);
        return product.view(sizes);
    }

    private static Tensor Expand(Tensor tensor, long[] batch) =>
        Shapes.Same(tensor.Sizes.AsSpan(..^2), batch) ? tensor.alias() : tensor.expand([.. batch, tensor.Sizes[^2], tensor.Sizes[^1]]);
}
