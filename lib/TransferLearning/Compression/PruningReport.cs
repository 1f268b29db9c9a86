using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>How many weights of a matrix are zero.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Zeros">Those that are zero.</param>
public sealed record LayerSparsity(string Name, long Weights, long Zeros)
{
    /// <summary>The share of zeros, in [0, 1].</summary>
    public double Sparsity => (double)Zeros / Weights;
}

/// <summary>How many weights of a model are zero, matrix by matrix.</summary>
/// <param name="Layers">The matrices.</param>
public sealed record PruningReport(IReadOnlyList<LayerSparsity> Layers)
{
    /// <summary>The share of zeros among the weights of all matrices, in [0, 1].</summary>
    public double Sparsity => (double)Layers.Sum(layer => layer.Zeros) / Layers.Sum(layer => layer.Weights);

    /// <summary>A line with the numbers of all matrices together.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Sparsity:P1} of {Layers.Sum(layer => layer.Weights):N0} weights are zero, from {Layers.Min(layer => layer.Sparsity):P1} to {Layers.Max(layer => layer.Sparsity):P1} of a matrix");

    internal static PruningReport Of(IEnumerable<(string Name, Parameter Weight)> weights)
    {
        using var scope = NewDisposeScope();
        return new PruningReport([.. weights.Select(weight => new LayerSparsity(weight.Name, weight.Weight.NumberOfElements, weight.Weight.NumberOfElements - weight.Weight.detach().count_nonzero().item<long>()))]);
    }
}
