using TorchSharp;
using static TorchSharp.torch;

namespace Benchmarks.SideBySide;

/// <summary>One thing that both sides can do.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Request">The case's name and sizes, as cases.py knows them.</param>
/// <param name="Target">Our time ÷ PyTorch's, at most.</param>
/// <param name="Prepare">Makes the inputs, in the dispose scope at hand.</param>
internal sealed record Workload(string Name, string Request, double Target, Func<Case> Prepare)
{
    /// <summary>How far the results may be apart, as a share of their root mean square.</summary>
    public double Tolerance { get; init; } = 1e-4;
}

/// <summary>A workload with its inputs.</summary>
/// <param name="Run">What is timed.</param>
/// <param name="Results">The tensors that both sides must agree on, in one order.</param>
/// <param name="Batch">Calls between two looks at the clock.</param>
internal sealed record Case(Action Run, Func<Tensor[]> Results, int Batch = 1)
{
    /// <summary>Of each result: mean, root mean square, first and last element.</summary>
    public double[] Digest()
    {
        using var scope = NewDisposeScope();
        return [.. Results().SelectMany(Describe)];
    }

    private static double[] Describe(Tensor result)
    {
        float[] values = [.. result.detach().contiguous().data<float>()];
        return [values.Average(value => (double)value), Math.Sqrt(values.Average(value => (double)value * value)), values[0], values[^1]];
    }
}
