using TorchSharp.Engine;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolutions as matrix products: the windows of the input, unfolded, are the columns of one factor.</summary>
internal static unsafe class ConvolutionOps
{
    /// <param name="name">What to call it in messages.</param>
    /// <param name="dimensions">1 for sequences, 2 for images.</param>
    /// <param name="input">[batch, channels, (height,) width], or without batch.</param>
    /// <param name="weight">[filters, channels / groups, (kernel height,) kernel width].</param>
    /// <param name="bias">[filters], or null.</param>
    /// <param name="stride">The window's step.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="dilation">The distance between the window's elements.</param>
    /// <param name="groups">Groups of channels that do not meet.</param>
    public static Tensor Convolve(
        string name, int dimensions, Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups)
    {
        if (input.dim() == dimensions + 1)
            return Convolve(name, dimensions, input.unsqueeze(0), weight, bias, stride, padding, dilation, groups).squeeze(0);
        Check(name, dimensions, input, weight, bias, groups);
        var window = Window.Over(
            name, input.Sizes, dimensions, weight.Sizes.AsSpan(2), stride.Length == 0 ? [1] : stride, padding, dilation);
        var shape = new Shape(
            checked((int)input.Sizes[0]), checked((int)weight.Sizes[1]), checked((int)(weight.Sizes[0] / groups)), checked((int)groups), window);

        using var x = Dense.Of(input);
        using var w = Dense.Of(weight);
        long[] sizes = dimensions == 1
            ? [input.Sizes[0], weight.Sizes[0], window.Horizontal.Output]
            : [input.Sizes[0], weight.Sizes[0], window.Vertical.Output, window.Horizontal.Output];
        var result = Tensor.Allocate(sizes, ScalarType.Float32);
        Forward(shape, x.Pointer, w.Pointer, result.Pointer<float>());
        if (bias is not null) AddBias(result, bias, shape);
        return Autograd.IsRecording(input, weight, bias) ? Record(name, result, input, weight, bias, x.Tensor, w.Tensor, shape) : result;
    }

    private static Tensor Record(string name, Tensor result, Tensor input, Tensor weight, Tensor? bias, Tensor x, Tensor w, Shape shape)
        => Autograd.Record(name, result, [input, weight, bias], [x, w], (context, grad) =>
        {
            Tensor x = context.Saved(0), w = context.Saved(1);
            using var dy = Dense.Of(grad);
            var dx = context.NeedsGrad(0) ? FillOps.Zeros(x.Sizes, ScalarType.Float32) : null;
            var dw = context.NeedsGrad(1) ? FillOps.Zeros(w.Sizes, ScalarType.Float32) : null;
            var db = context.NeedsGrad(2) ? BiasGradient(dy.Pointer, shape) : null;
            Backward(shape, x.Pointer<float>(), w.Pointer<float>(), dy.Pointer, dx is null ? null : dx.Pointer<float>(), dw is null ? null : dw.Pointer<float>());
            return [dx, dw, db];
        });

    private static void Forward(in Shape shape, float* x, float* w, float* y)
    {
        using var columns = Tensor.Allocate([shape.Depth, shape.Positions], ScalarType.Float32);
        float* unfolded = columns.Pointer<float>();
        for (int i = 0; i < shape.Batch * shape.Groups; i++)
        {
            int group = i % shape.Groups;
            Unfold(shape, x + (long)i * shape.Channels * shape.Window.Plane, unfolded);
            MatMul.Run(
                shape.Filters, shape.Positions, shape.Depth, w + (long)group * shape.Filters * shape.Depth, shape.Depth, 1,
                unfolded, shape.Positions, 1, y + (long)i * shape.Filters * shape.Positions, shape.Positions);
        }
    }

    private static void Backward(in Shape shape, float* x, float* w, float* dy, float* dx, float* dw)
    {
        using var columns = Tensor.Allocate([shape.Depth, shape.Positions], ScalarType.Float32);
        float* unfolded = columns.Pointer<float>();
        for (int i = 0; i < shape.Batch * shape.Groups; i++)
        {
            long filters = (long)(i % shape.Groups) * shape.Filters * shape.Depth, plane = (long)i * shape.Channels * shape.Window.Plane;
            float* gradient = dy + (long)i * shape.Filters * shape.Positions;
            if (dw != null)
            {
                Unfold(shape, x + plane, unfolded);
                MatMul.Run(shape.Filters, shape.Depth, shape.Positions, gradient, shape.Positions, 1, unfolded, 1, shape.Positions, dw + filters, shape.Depth, 1);
            }
            if (dx != null)
            {
                MatMul.Run(shape.Depth, shape.Positions, shape.Filters, w + filters, 1, shape.Depth, gradient, shape.Positions, 1, unfolded, shape.Positions);
                Fold(shape, unfolded, dx + plane);
            }
        }
    }

    /// <summary>Row (channel, kernel row, kernel column) of the target holds what that element of the window sees at each position.</summary>
    private static void Unfold(in Shape shape, float* planes, float* columns)
    {
        var (vertical, horizontal) = shape.Window;
        for (int channel = 0; channel < shape.Channels; channel++, planes += shape.Window.Plane)
        {
            for (int ky = 0; ky < vertical.Kernel; ky++)
            {
                for (int kx = 0; kx < horizontal.Kernel; kx++)
                {
                    for (int oy = 0; oy < vertical.Output; oy++)
                    {
                        int y = vertical.At(oy, ky);
                        for (int ox = 0; ox < horizontal.Output; ox++, columns++)
                        {
                            int x = horizontal.At(ox, kx);
                            bool inside = (uint)y < (uint)vertical.Input && (uint)x < (uint)horizontal.Input;
                            *columns = inside ? planes[(long)y * horizontal.Input + x] : 0;
                        }
                    }
                }
            }
        }
    }

    /// <summary>The way back of <see cref="Unfold"/>: adds every element where it came from.</summary>
    private static void Fold(in Shape shape, float* columns, float* planes)
    {
        var (vertical, horizontal) = shape.Window;
        for (int channel = 0; channel < shape.Channels; channel++, planes += shape.Window.Plane)
        {
            for (int ky = 0; ky < vertical.Kernel; ky++)
            {
                for (int kx = 0; kx < horizontal.Kernel; kx++)
                {
                    for (int oy = 0; oy < vertical.Output; oy++)
                    {
                        int y = vertical.At(oy, ky);
                        for (int ox = 0; ox < horizontal.Output; ox++, columns++)
                        {
                            int x = horizontal.At(ox, kx);
                            if ((uint)y < (uint)vertical.Input && (uint)x < (uint)horizontal.Input) planes[(long)y * horizontal.Input + x] += *columns;
                        }
                    }
                }
            }
        }
    }

    private static void AddBias(Tensor result, Tensor bias, in Shape shape)
    {
        using var b = Dense.Of(bias);
        float* row = result.Pointer<float>();
        for (int i = 0; i < shape.Batch * shape.AllFilters; i++, row += shape.Positions)
        {
            var span = new Span<float>(row, shape.Positions);
            System.Numerics.Tensors.TensorPrimitives.Add(span, b.Pointer[i % shape.AllFilters], span);
        }
    }

    private static Tensor BiasGradient(float* dy, in Shape shape)
    {
        using var sums = Tensor.Allocate([shape.Batch, shape.AllFilters], ScalarType.Float32);
        Reduce.SumRows(dy, sums.Pointer<float>(), shape.Batch * shape.AllFilters, shape.Positions, shape.Positions);
        return LinearOps.ColumnSums(Dense.Of(sums));
    }

    private static void Check(string name, int dimensions, Tensor input, Tensor weight, Tensor? bias, long groups)
    {
        if (input.dim() != dimensions + 2 || weight.dim() != dimensions + 2 || groups < 1 || weight.Sizes[0] % groups != 0
            || input.Sizes[1] != weight.Sizes[1] * groups || (bias is not null && (bias.dim() != 1 || bias.Sizes[0] != weight.Sizes[0])))
            throw new ArgumentException(
                $"{name}: the input {Shapes.Text(input.Sizes)}, the weight {Shapes.Text(weight.Sizes)}, the bias {(bias is null ? "none" : Shapes.Text(bias.Sizes))} and {groups} groups do not fit: " +
                "the weight must be [filters, channels / groups, kernel…], the bias [filters].");
        if (!Dense.AreSingle(input, weight, bias))
            throw new NotSupportedException($"{name}: the embedded engine convolves float32 only, not {input.dtype}: convert with to(float32), or run `./course use nuget`.");
    }

    private readonly record struct Shape(int Batch, int Channels, int Filters, int Groups, Window Window)
    {
        public int Depth => Channels * Window.Elements;

        public int Positions => Window.Positions;

        public int AllFilters => Filters * Groups;
    }
}
