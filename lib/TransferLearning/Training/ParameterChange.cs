using TorchSharp;

namespace TransferLearning.Training;

/// <summary>How far a group of parameters moved during a training.</summary>
/// <param name="Group">The first parts of the parameters' names, such as <c>bert.encoder.layer.0</c>.</param>
/// <param name="Parameters">How many numbers it has.</param>
/// <param name="RelativeChange">The length of the change as a share of the length before, 0 or more; infinite when all was zero before.</param>
public sealed record ParameterGroupChange(string Group, long Parameters, double RelativeChange);

/// <summary>
/// Compares a model's parameters before and after a training: which layers learned, and whether frozen ones stayed.
/// </summary>
public sealed class ParameterChange : IDisposable
{
    private readonly torch.nn.Module _model;
    private readonly Dictionary<string, torch.Tensor> _before;

    /// <summary>Remembers the parameters as they are now.</summary>
    public ParameterChange(torch.nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _before = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>The change since, in the order of the model's layers.</summary>
    /// <param name="depth">How many parts of the names make a group: <c>bert.encoder.layer.0</c> has 4.</param>
    public IReadOnlyList<ParameterGroupChange> Since(int depth = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var changes =
            from pair in _model.named_parameters()
            let before = _before[pair.name]
            select (
                Group: string.Join('.', pair.name.Split('.')[..^1].Take(depth)),
                Size: pair.parameter.NumberOfElements,
                Change: SquaredLength(pair.parameter - before),
                Before: SquaredLength(before));
        return
        [
            .. changes.ToList().GroupBy(change => change.Group).Select(group => new ParameterGroupChange(
                group.Key, group.Sum(change => change.Size), Ratio(group.Sum(change => change.Change), group.Sum(change => change.Before)))),
        ];
    }

    /// <summary>Releases the remembered parameters.</summary>
    public void Dispose()
    {
        foreach (var tensor in _before.Values) tensor.Dispose();
    }

    private static double SquaredLength(torch.Tensor tensor) => tensor.square().sum().item<float>();

    private static double Ratio(double change, double before) => change == 0 ? 0 : Math.Sqrt(change / before);
}
