using TorchSharp;

namespace TransferLearning.Training;

/// <summary>
/// A small classifier on features. Every feature is first brought to mean 0 and standard deviation 1, by figures of the
/// training features, because pre-trained features differ widely in size.
/// </summary>
public sealed class FeatureHead : IDisposable
{
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _layers;
    private readonly torch.Tensor _mean;
    private readonly torch.Tensor _scale;
    private readonly int _dimensions;

    private FeatureHead(torch.nn.Module<torch.Tensor, torch.Tensor> layers, torch.Tensor mean, torch.Tensor scale)
    {
        _layers = layers;
        _mean = mean;
        _scale = scale;
        _dimensions = (int)mean.shape[0];
    }

    /// <summary>Trains a head.</summary>
    /// <param name="train">The features to train on.</param>
    /// <param name="arguments">The settings, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">There are no features.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static FeatureHead Train(FeatureSet train, FeatureHeadArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        arguments ??= new FeatureHeadArguments();
        if (train.Count == 0) throw new ArgumentException("There are no features to train on.", nameof(train));

        using var scope = torch.NewDisposeScope();
        torch.manual_seed(arguments.Seed);
        var (mean, scale) = Standardization(train);
        var inputs = (train.ToTensor() - mean) * scale;
        var layers = Layers(train.Dimensions, train.LabelNames.Count, arguments);
        HeadTraining.Fit(layers, inputs, train.Labels, arguments, cancellationToken);
        return new FeatureHead(layers, mean.MoveToOuterDisposeScope(), scale.MoveToOuterDisposeScope());
    }

    /// <summary>The probability of each label for each example, in the order of the features: [examples][labels].</summary>
    /// <exception cref="ArgumentException">The features have another number of dimensions.</exception>
    public IReadOnlyList<float[]> Predict(FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Dimensions != _dimensions)
        {
            throw new ArgumentException($"The features have {features.Dimensions} dimensions, but the head was trained on {_dimensions}.", nameof(features));
        }

        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var probabilities = torch.nn.functional.softmax(_layers.forward((features.ToTensor() - _mean) * _scale), 1);
        return [.. probabilities.data<float>().ToArray().Chunk((int)probabilities.shape[1])];
    }

    /// <summary>Measures the head.</summary>
    public ClassificationReport Evaluate(FeatureSet features)
    {
        int[] predictions = [.. Predict(features).Select(row => Array.IndexOf(row, row.Max()))];
        return new ClassificationReport(features.Labels, predictions, features.LabelNames);
    }

    /// <summary>Releases the tensors.</summary>
    public void Dispose()
    {
        _layers.Dispose();
        _mean.Dispose();
        _scale.Dispose();
    }

    private static torch.nn.Module<torch.Tensor, torch.Tensor> Layers(int dimensions, int labels, FeatureHeadArguments arguments)
    {
        var dropout = torch.nn.Dropout(arguments.Dropout);
        return arguments.HiddenSize == 0
            ? torch.nn.Sequential(("dropout", dropout), ("classifier", torch.nn.Linear(dimensions, labels)))
            : torch.nn.Sequential(
                ("dense", torch.nn.Linear(dimensions, arguments.HiddenSize)),
                ("activation", torch.nn.GELU()),
                ("dropout", dropout),
                ("classifier", torch.nn.Linear(arguments.HiddenSize, labels)));
    }

    private static (torch.Tensor Mean, torch.Tensor Scale) Standardization(FeatureSet features)
    {
        var (sums, squares) = (new double[features.Dimensions], new double[features.Dimensions]);
        for (var i = 0; i < features.Count; i++)
        {
            var row = features[i];
            for (var d = 0; d < row.Length; d++)
            {
                sums[d] += row[d];
                squares[d] += (double)row[d] * row[d];
            }
        }

        var mean = sums.Select(sum => sum / features.Count).ToArray();
        var deviations = squares.Select((square, d) => Math.Sqrt(Math.Max(0, (square / features.Count) - (mean[d] * mean[d]))));

        // A feature that never changes says nothing: it is left at zero.
        float[] scale = [.. deviations.Select(deviation => deviation > 1e-6 ? (float)(1 / deviation) : 0)];
        return (torch.tensor(Array.ConvertAll(mean, value => (float)value)), torch.tensor(scale));
    }
}
