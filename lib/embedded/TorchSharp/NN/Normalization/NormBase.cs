using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the normalizations by channel share.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? _runningMean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? _runningVariance;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? _batches;

    /// <summary>Creates scale, shift and running statistics, as asked for.</summary>
    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = empty(num_features, dtype, device).AsParameter();
            bias = empty(num_features, dtype, device).AsParameter();
        }
        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64);
        }
        reset_parameters();
    }

    /// <summary>The number of channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>The share of a batch in the running statistics; null for the mean of all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there are a scale and a shift.</summary>
    public bool affine { get; }

    /// <summary>Whether there are running statistics.</summary>
    public bool track_running_stats { get; }

    /// <summary>The scale, [channels].</summary>
    public Parameter? weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), Member.Set(ref _weight, value));
    }

    /// <summary>The shift, [channels].</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), Member.Set(ref _bias, value));
    }

    /// <summary>The running mean, [channels].</summary>
    public Tensor? running_mean
    {
        get => _runningMean;
        set => ConditionallyRegisterBuffer(nameof(running_mean), Member.Set(ref _runningMean, value));
    }

    /// <summary>The running variance, [channels].</summary>
    public Tensor? running_var
    {
        get => _runningVariance;
        set => ConditionallyRegisterBuffer(nameof(running_var), Member.Set(ref _runningVariance, value));
    }

    /// <summary>The number of batches seen, int64.</summary>
    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), Member.Set(ref _batches, value));
    }

    /// <summary>Sets scale and shift to one and zero, and forgets the statistics.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (_weight is not null) nn.init.ones_(_weight);
        if (_bias is not null) nn.init.zeros_(_bias);
    }

    /// <summary>Forgets the running statistics.</summary>
    public void reset_running_stats()
    {
        _runningMean?.zero_();
        _runningVariance?.fill_(1);
        _batches?.zero_();
    }

    /// <summary>Refuses an input of the wrong dimensions.</summary>
    /// <exception cref="ArgumentException">The dimensions are wrong.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}
