using System.Globalization;
using System.Text.RegularExpressions;

namespace TransferLearning.Training;

/// <summary>
/// How high each parameter of a model stands, read from the names: the embeddings at 0, the layers from 1 up, and on top
/// whatever comes after the layers, such as pooler and classifier.
/// </summary>
internal sealed partial class LayerHeights
{
    private readonly int _layers;

    /// <summary>Reads the heights of a model from its parameters' names.</summary>
    public LayerHeights(IEnumerable<string> parameterNames) => _layers = parameterNames.Max(name => LayerOf(name) ?? 0);

    /// <summary>The height of the head.</summary>
    public int Top => _layers + 1;

    /// <summary>The height of a parameter, from 0 to <see cref="Top"/>.</summary>
    public int Of(string parameterName) =>
        LayerOf(parameterName) ?? (parameterName.Contains("embedding", StringComparison.OrdinalIgnoreCase) ? 0 : Top);

    private static int? LayerOf(string name) =>
        LayerNumber().Match(name) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) + 1 : null;

    [GeneratedRegex(@"(?:^|\.)(?:layer|layers|h)\.(?<number>\d+)\.")]
    private static partial Regex LayerNumber();
}
