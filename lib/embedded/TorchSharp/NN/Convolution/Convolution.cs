using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the convolutions share: filters, bias, and how they slide.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The bias.</summary>
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    /// <summary>The filters.</summary>
    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    /// <summary>The padding as <see cref="nn.functional.pad(Tensor, long[], PaddingModes, double)"/> takes it.</summary>
    protected long[] _reversed_padding_repeated_twice = [];

    /// <summary>Creates filters and bias, drawn evenly from ±1/√(elements of a filter).</summary>
    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {in_channels} and {out_channels} channels evenly.", nameof(groups));
        if (transposed)
            throw new NotSupportedException("The embedded engine has no transposed convolution: run `./course use nuget`.");
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is { } type) SetPadding(type);
        else SetPadding(padding ?? new long[kernel_size.Length]);

        weight = empty([out_channels, in_channels / groups, .. kernel_size], dtype, device).AsParameter();
        if (bias) this.bias = empty(out_channels, dtype, device).AsParameter();
        reset_parameters();
    }

    /// <summary>The channels of the input.</summary>
    public long in_channels { get; }

    /// <summary>The number of filters.</summary>
    public long out_channels { get; }

    /// <summary>The size of a filter.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The step.</summary>
    public long[] stride { get; set; }

    /// <summary>Padding on each side; null when <see cref="padding_type"/> says it.</summary>
    public long[]? padding { get; private set; }

    /// <summary>Padding by rule; null when <see cref="padding"/> says it.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>The distance between a filter's elements.</summary>
    public long[] dilation { get; set; }

    /// <summary>Groups of channels that do not meet.</summary>
    public long groups { get; set; }

    /// <summary>What stands in the padding.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>Always false here.</summary>
    public bool transposed { get; }

    /// <summary>Of transposed convolutions only.</summary>
    public long[] output_padding { get; set; }

    /// <summary>The filters, [filters, channels / groups, kernel…].</summary>
    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), Member.Set(ref _weight, value));
    }

    /// <summary>What is added to each filter's result, [filters]; null without bias.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), Member.Set(ref _bias, value));
    }

    /// <summary>Draws filters and bias anew.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        double bound = 1 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(weight).fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>Pads by as much on each side.</summary>
    public void SetPadding(long[] padding)
    {
        (this.padding, padding_type) = (padding, null);
        _reversed_padding_repeated_twice = [.. Enumerable.Reverse(padding).SelectMany(size => new[] { size, size })];
    }

    /// <summary>Pads by rule.</summary>
    /// <exception cref="ArgumentException">The result cannot be as large as the input when the filters take larger steps than one.</exception>
    public void SetPadding(Padding padding)
    {
        if (padding == Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException($"Padding.Same needs a stride of 1, not [{string.Join(", ", stride)}].", nameof(padding));
        (this.padding, padding_type) = (null, padding);
        _reversed_padding_repeated_twice = [.. Enumerable.Range(0, kernel_size.Length).Reverse().SelectMany(i =>
        {
            long total = padding == Padding.Same ? dilation[i] * (kernel_size[i] - 1) : 0;
            return new[] { total / 2, total - total / 2 };
        })];
    }

    /// <summary>Whether the input has the channels and (with or without batch) the dimensions.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
        => (input.dim() == dimensions + 2 && input.shape[1] == in_channels) || (input.dim() == dimensions + 1 && input.shape[0] == in_channels);

    /// <summary>Pads where the rule or the mode asks for it, and slides the filters over the input.</summary>
    private protected Tensor Convolve(string name, Tensor input)
    {
        int dimensions = kernel_size.Length;
        if (!ValidateShape(input, dimensions))
            throw new ArgumentException(
                $"{GetName()}: the input is [{string.Join(", ", input.shape)}], but must have {in_channels} channels and {dimensions} dimensions, with or without a batch before.", nameof(input));
        bool symmetric = padding is not null && padding_mode is (PaddingModes.Zeros or PaddingModes.Constant);
        if (!symmetric) input = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
        return ConvolutionOps.Convolve(name, dimensions, input, weight, bias, stride, symmetric ? padding : [], dilation, groups);
    }
}
