using TransferLearning.Inference.Encoders;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Compression;

/// <summary>Makes a model's layers so that the largest input of each is remembered.</summary>
internal sealed class CalibratingFactory : LinearFactory
{
    private readonly List<(string[] Names, ObservedLinear Linear)> _observed = [];

    /// <summary>Each layer's largest input so far.</summary>
    public IReadOnlyDictionary<string, float> Ranges => _observed.SelectMany(item => item.Names.Select(name => (name, item.Linear.Largest))).ToDictionary(item => item.name, item => item.Largest, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Linear Make(int inputs, int outputs, params IReadOnlyList<(int First, string Name, LinearWeights Weights)> parts)
    {
        var observed = new ObservedLinear(base.Make(inputs, outputs, parts));
        lock (_observed) _observed.Add(([.. parts.Select(part => part.Name)], observed));
        return observed;
    }

    private sealed class ObservedLinear(Linear linear) : Linear(linear.Inputs, linear.Outputs)
    {
        public float Largest { get; private set; }

        /// <inheritdoc/>
        public override long Bytes => linear.Bytes;

        /// <inheritdoc/>
        public override void Run(Activations x, Activations y, Epilogue epilogue, Workspace workspace, int first = 0, int? count = null)
        {
            for (var feature = 0; feature < x.Features; feature++)
            {
                for (var token = 0; token < x.Count; token++) Largest = Math.Max(Largest, Math.Abs(x[feature, token]));
            }

            linear.Run(x, y, epilogue, workspace, first, count);
        }

        /// <inheritdoc/>
        public override void Dispose() => linear.Dispose();
    }
}
