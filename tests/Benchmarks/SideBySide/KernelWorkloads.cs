using TorchSharp;
using static Benchmarks.SideBySide.Inputs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Benchmarks.SideBySide;

/// <summary>Single operations, at the sizes of DistilBERT (6 × 768, batch 8 × 128) and of a small BERT (4 × 256, batch 32 × 64).</summary>
internal static class KernelWorkloads
{
    private const double Product = 1.10, Pass = 0.50, Recurrent = 0.70;

    /// <summary>What dropout leaves differs between the sides; only its mean and its square agree, as far as chance lets them.</summary>
    private const double Chance = 5e-3;

    public static IEnumerable<Workload> All()
    {
        foreach ((long m, long n, long k) in ((long, long, long)[])[(768, 768, 768), (1536, 1536, 1536), (1024, 3072, 768)])
            yield return new($"matrix product {m} × {n} × {k}", $"matmul {m} {n} {k}", Product, () => MatMul(m, n, k));

        foreach ((long rows, long cols) in ((long, long)[])[(1024, 3072), (2048, 1024)])
        {
            yield return new($"GELU {rows} × {cols}", $"gelu {rows} {cols}", Pass, () => Forward(x => functional.gelu(x), 3 * Numbers(1, rows, cols)));
            yield return new($"GELU {rows} × {cols}, forward and backward", $"gelu-both {rows} {cols}", Pass, () => Both(x => functional.gelu(x[0]), 3 * Numbers(1, rows, cols)));
        }

        foreach ((long rows, long cols) in ((long, long)[])[(12288, 128), (8192, 64)])
        {
            yield return new($"softmax {rows} × {cols}", $"softmax {rows} {cols}", Pass, () => Forward(x => functional.softmax(x, -1), 3 * Numbers(1, rows, cols)));
            yield return new($"softmax {rows} × {cols}, forward and backward", $"softmax-both {rows} {cols}", Pass, () => Both(x => functional.softmax(x[0], -1), 3 * Numbers(1, rows, cols)));
        }

        foreach ((long rows, long cols) in ((long, long)[])[(1024, 768), (2048, 256)])
        {
            yield return new($"layer norm {rows} × {cols}", $"layer-norm {rows} {cols}", Pass, () => LayerNorm(rows, cols));
            yield return new($"layer norm {rows} × {cols}, forward and backward", $"layer-norm-both {rows} {cols}", Pass, () => LayerNormBoth(rows, cols));
            yield return new($"dropout {rows} × {cols}", $"dropout {rows} {cols}", Pass, () => Dropout(rows, cols)) { Tolerance = Chance };
            yield return new($"dropout {rows} × {cols}, forward and backward", $"dropout-both {rows} {cols}", Pass, () => DropoutBoth(rows, cols)) { Tolerance = Chance };
        }

        const long Rows = 2048, Classes = 8192;
        yield return new($"cross entropy {Rows} × {Classes}", $"cross-entropy {Rows} {Classes}", Pass, () => CrossEntropy(Rows, Classes));
        yield return new($"cross entropy {Rows} × {Classes}, forward and backward", $"cross-entropy-both {Rows} {Classes}", Pass, () => CrossEntropyBoth(Rows, Classes));
        yield return new("bidirectional LSTM 128, 32 × 100, forward and backward", "lstm 32 100 128", Recurrent, () => Lstm(32, 100, 128)) { Tolerance = 1e-3 };
        yield return new("add of 8 numbers", "add 8", Pass, () => Add(8));
    }

    private static Case MatMul(long m, long n, long k)
    {
        Tensor a = Numbers(1, m, k), b = Numbers(2, k, n);
        return Forward(x => x.matmul(b), a);
    }

    private static Case Add(long count)
    {
        Tensor a = Numbers(1, count), b = Numbers(2, count);
        return new(() => a.add(b).Dispose(), () => [a.add(b)], Batch: 1000);
    }

    private static Case LayerNorm(long rows, long cols)
    {
        Tensor weight = Numbers(2, cols), bias = Numbers(3, cols);
        return Forward(x => functional.layer_norm(x, [cols], weight, bias), Numbers(1, rows, cols));
    }

    private static Case LayerNormBoth(long rows, long cols)
        => Both(x => functional.layer_norm(x[0], [cols], x[1], x[2]), Numbers(1, rows, cols), Numbers(2, cols), Numbers(3, cols));

    private static Case Dropout(long rows, long cols)
    {
        var x = ones(rows, cols);
        return Forward(input => functional.dropout(input, 0.1), x) with { Results = () => Moments(functional.dropout(x, 0.1)) };
    }

    private static Case DropoutBoth(long rows, long cols)
    {
        Tensor x = ones(rows, cols).requires_grad_(), seed = ones(rows, cols);
        Tensor Gradient()
        {
            using var result = functional.dropout(x, 0.1);
            return autograd.grad([result], [x], [seed])[0];
        }

        return new(() => Gradient().Dispose(), () => Moments(Gradient()));
    }

    private static Tensor[] Moments(Tensor tensor) => [tensor.mean(), tensor.square().mean()];

    private static Case CrossEntropy(long rows, long classes)
    {
        var target = arange(rows) * 3 % classes;
        return Forward(x => functional.cross_entropy(x, target), 3 * Numbers(1, rows, classes));
    }

    private static Case CrossEntropyBoth(long rows, long classes)
    {
        var target = arange(rows) * 3 % classes;
        return Both(x => functional.cross_entropy(x[0], target), 3 * Numbers(1, rows, classes));
    }

    private static Case Lstm(long batch, long tokens, long size)
    {
        var module = LSTM(size, size, batchFirst: true, bidirectional: true);
        using (no_grad())
        {
            uint seed = 0;
            foreach (var parameter in module.parameters()) parameter.copy_(Numbers(++seed, parameter.shape) * Math.Pow(size, -0.5));
        }

        Tensor x = Numbers(50, batch, tokens, size).requires_grad_(), outer = Numbers(51, batch, tokens, 2 * size);
        Tensor Step()
        {
            module.zero_grad();
            x.grad = null;
            var (output, _, _) = module.call(x);
            output.backward([outer]);
            return output;
        }

        return new(() => Scoped(Step), () => [Step(), x.grad!, .. module.parameters().Select(parameter => parameter.grad!)]);
    }

    private static Case Forward(Func<Tensor, Tensor> function, Tensor x)
    {
        Tensor Call()
        {
            using var mode = inference_mode();
            return function(x);
        }

        return new(() => Call().Dispose(), () => [Call()]);
    }

    /// <summary>Forward and backward.</summary>
    private static Case Both(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        foreach (var input in inputs) input.requires_grad_();
        long[] shape = function(inputs).shape;
        var seed = shape.Length == 0 ? tensor(1f) : Numbers(99, shape);
        Tensor[] Call()
        {
            var result = function(inputs);
            return [result, .. autograd.grad([result], inputs, [seed])];
        }

        return new(
            () =>
            {
                foreach (var tensor in Call()) tensor.Dispose();
            },
            Call);
    }

    private static void Scoped(Func<Tensor> step)
    {
        using var scope = NewDisposeScope();
        step();
    }
}
