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
            yield return new($"GELU backward {rows} × {cols}", $"gelu-backward {rows} {cols}", Pass, () => Backward(x => functional.gelu(x[0]), 3 * Numbers(1, rows, cols)));
        }

        foreach ((long rows, long cols) in ((long, long)[])[(12288, 128), (8192, 64)])
        {
            yield return new($"softmax {rows} × {cols}", $"softmax {rows} {cols}", Pass, () => Forward(x => functional.softmax(x, -1), 3 * Numbers(1, rows, cols)));
            yield return new($"softmax backward {rows} × {cols}", $"softmax-backward {rows} {cols}", Pass, () => Backward(x => functional.softmax(x[0], -1), 3 * Numbers(1, rows, cols)));
        }

        foreach ((long rows, long cols) in ((long, long)[])[(1024, 768), (2048, 256)])
        {
            yield return new($"layer norm {rows} × {cols}", $"layer-norm {rows} {cols}", Pass, () => LayerNorm(rows, cols));
            yield return new($"layer norm backward {rows} × {cols}", $"layer-norm-backward {rows} {cols}", Pass, () => LayerNormBackward(rows, cols));
            yield return new($"dropout {rows} × {cols}", $"dropout {rows} {cols}", Pass, () => Dropout(rows, cols)) { Tolerance = Chance };
            yield return new($"dropout backward {rows} × {cols}", $"dropout-backward {rows} {cols}", Pass, () => DropoutBackward(rows, cols)) { Tolerance = Chance };
        }

        const long Rows = 2048, Classes = 8192;
        yield return new($"cross entropy {Rows} × {Classes}", $"cross-entropy {Rows} {Classes}", Pass, () => CrossEntropy(Rows, Classes));
        yield return new($"cross entropy backward {Rows} × {Classes}", $"cross-entropy-backward {Rows} {Classes}", Pass, () => CrossEntropyBackward(Rows, Classes));
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

    private static Case LayerNormBackward(long rows, long cols)
        => Backward(x => functional.layer_norm(x[0], [cols], x[1], x[2]), Numbers(1, rows, cols), Numbers(2, cols), Numbers(3, cols));

    private static Case Dropout(long rows, long cols)
    {
        var x = ones(rows, cols);
        return Forward(input => functional.dropout(input, 0.1), x) with { Results = () => Moments(functional.dropout(x, 0.1)) };
    }

    private static Case DropoutBackward(long rows, long cols)
    {
        var x = ones(rows, cols).requires_grad_();
        Tensor result = functional.dropout(x, 0.1), seed = ones(rows, cols);
        Tensor Gradient() => autograd.grad([result], [x], [seed], retain_graph: true)[0];
        return new(() => Gradient().Dispose(), () => Moments(Gradient()));
    }

    private static Tensor[] Moments(Tensor tensor) => [tensor.mean(), tensor.square().mean()];

    private static Case CrossEntropy(long rows, long classes)
    {
        var target = arange(rows) * 3 % classes;
        return Forward(x => functional.cross_entropy(x, target), 3 * Numbers(1, rows, classes));
    }

    private static Case CrossEntropyBackward(long rows, long classes)
    {
        var x = (3 * Numbers(1, rows, classes)).requires_grad_();
        var loss = functional.cross_entropy(x, arange(rows) * 3 % classes);
        IList<Tensor> Gradient() => autograd.grad([loss], [x], retain_graph: true);
        return Dispensing(Gradient);
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

    private static Case Backward(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        foreach (var input in inputs) input.requires_grad_();
        var result = function(inputs);
        var seed = Numbers(99, result.shape);
        return Dispensing(() => autograd.grad([result], inputs, [seed], retain_graph: true));
    }

    private static Case Dispensing(Func<IList<Tensor>> function)
        => new(
            () =>
            {
                foreach (var tensor in function()) tensor.Dispose();
            },
            () => [.. function()]);

    private static void Scoped(Func<Tensor> step)
    {
        using var scope = NewDisposeScope();
        step();
    }
}
