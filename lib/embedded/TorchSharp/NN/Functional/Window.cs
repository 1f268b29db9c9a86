using TorchSharp.Engine;

namespace TorchSharp.Modules;

/// <summary>One dimension of a sliding window.</summary>
internal readonly record struct WindowAxis(int Input, int Kernel, int Stride, int Padding, int Dilation, bool CeilMode)
{
    /// <summary>The number of positions. With CeilMode a last one may hang over, if it begins inside the input or its left padding.</summary>
    public int Output
    {
        get
        {
            int span = Input + 2 * Padding - Dilation * (Kernel - 1) - 1;
            if (span < 0) return 0;
            int count = (CeilMode ? span + Stride - 1 : span) / Stride + 1;
            return CeilMode && (count - 1) * Stride >= Input + Padding ? count - 1 : count;
        }
    }

    /// <summary>Where element <paramref name="k"/> of the window at position <paramref name="position"/> lies in the input; it may lie outside.</summary>
    public int At(int position, int k) => position * Stride - Padding + k * Dilation;
}

/// <summary>A window that slides over planes of [height, width]; a sequence is a plane of height 1.</summary>
internal readonly record struct Window(WindowAxis Vertical, WindowAxis Horizontal)
{
    public int Elements => Vertical.Kernel * Horizontal.Kernel;

    public int Positions => Vertical.Output * Horizontal.Output;

    public int Plane => Vertical.Input * Horizontal.Input;

    /// <summary>A window over the last one or two dimensions of <paramref name="sizes"/>; settings of one number hold for both.</summary>
    public static Window Over(
        string name, ReadOnlySpan<long> sizes, int dimensions, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool ceilMode = false)
    {
        if (sizes.Length is var rank && rank != dimensions + 1 && rank != dimensions + 2)
            throw new ArgumentException($"{name}: the input is {Shapes.Text(sizes.ToArray())}, but must have {dimensions + 1} or {dimensions + 2} dimensions.");
        var horizontal = Axis(name, sizes, kernel, stride, padding, dilation, dimensions - 1, dimensions, ceilMode);
        var vertical = dimensions == 1 ? new WindowAxis(1, 1, 1, 0, 1, false) : Axis(name, sizes, kernel, stride, padding, dilation, 0, dimensions, ceilMode);
        return new Window(vertical, horizontal);
    }

    private static WindowAxis Axis(
        string name, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, int index, int dimensions, bool ceilMode)
    {
        int input = checked((int)sizes[sizes.Length - dimensions + index]), size = Setting(kernel, index, 1);
        var axis = new WindowAxis(input, size, Setting(stride, index, size), Setting(padding, index, 0), Setting(dilation, index, 1), ceilMode);
        if (axis is not { Kernel: > 0, Stride: > 0, Padding: >= 0, Dilation: > 0 })
            throw new ArgumentException($"{name}: kernel size {axis.Kernel}, stride {axis.Stride} and dilation {axis.Dilation} must be above 0, padding {axis.Padding} 0 or more.");
        if (axis.Output <= 0)
            throw new ArgumentException($"{name}: a window of {axis.Dilation * (axis.Kernel - 1) + 1} does not fit into {axis.Input} + 2·{axis.Padding} elements.");
        return axis;
    }

    private static int Setting(ReadOnlySpan<long> values, int index, int otherwise)
        => values.Length == 0 ? otherwise : checked((int)values[Math.Min(index, values.Length - 1)]);
}
