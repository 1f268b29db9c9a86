using TorchSharp;
using TransferLearning.Data;

namespace TransferLearning.Training;

/// <summary>The settings of a head's training.</summary>
public sealed record FeatureHeadArguments
{
    /// <summary>Passes over the features, at least 1.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Examples in a batch, at least 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>AdamW's highest learning rate, above 0; it falls in a straight line.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Weight decay, 0 or more: features are many and examples few, so it is strong.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>The width of a hidden layer with GELU between features and scores; 0 for a linear head.</summary>
    public int HiddenSize { get; init; }

    /// <summary>The share of features, or of the hidden layer, that is left out at random during training, in [0, 1).</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The same seed gives the same head.</summary>
    public int Seed { get; init; } = 42;
}

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
        var inputs = (ToTensor(train) - mean) * scale;
        var labels = torch.tensor([.. train.Labels.Select(label => (long)label)], dtype: torch.ScalarType.Int64);
        var layers = Layers(train.Dimensions, train.LabelNames.Count, arguments);
        layers.train();

        var sampler = new BatchSampler(new int[train.Count], arguments.BatchSize);
        var schedule = new LearningRateSchedule(SchedulerType.Linear, 0, sampler.Count * arguments.Epochs);
        using var groups = new ParameterGroups(layers.named_parameters(), new OptimizerSettings(arguments.LearningRate, arguments.WeightDecay));
        var step = 0;
        for (var epoch = 0; epoch < arguments.Epochs; epoch++)
        {
            foreach (var indices in sampler.Shuffled(arguments.Seed, epoch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var stepScope = torch.NewDisposeScope();
                var rows = torch.tensor([.. indices.Select(index => (long)index)], dtype: torch.ScalarType.Int64);
                groups.SetRate(schedule.Factor(step));
                groups.Optimizer.zero_grad();
                torch.nn.functional.cross_entropy(layers.forward(inputs.index_select(0, rows)), labels.index_select(0, rows)).backward();
                groups.Optimizer.step();
                step++;
            }
        }

        layers.eval();
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
        var probabilities = torch.nn.functional.softmax(_layers.forward((ToTensor(features) - _mean) * _scale), 1);
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

    private static torch.Tensor ToTensor(FeatureSet features) => torch.tensor(features.Values.ToArray(), [features.Count, features.Dimensions]);
}
