using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Maxima and means over sliding windows.</summary>
internal static unsafe class PoolingOps
{
    /// <summary>The maxima and where in their plane they lie, int64.</summary>
    public static (Tensor Values, Tensor Indices) Max(string name, Tensor input, int dimensions, Window window)
    {
        Require(name, input);
        using var x = Dense.Of(input);
        long[] sizes = ResultSizes(input, dimensions, window);
        Tensor values = Tensor.Allocate(sizes, ScalarType.Float32), indices = Tensor.Allocate(sizes, ScalarType.Int64);
        long planes = input.numel() / window.Plane;
        for (long plane = 0; plane < planes; plane++)
        {
            float* source = x.Pointer + plane * window.Plane, value = values.Pointer<float>() + plane * window.Positions;
            long* index = indices.Pointer<long>() + plane * window.Positions;
            for (int position = 0; position < window.Positions; position++)
            {
                int best = -1;
                foreach (int place in Places(window, position))
                    if (best < 0 || source[place] > source[best] || float.IsNaN(source[place])) best = place;
                value[position] = source[best];
                index[position] = best;
            }
        }
        if (Autograd.IsRecording(input)) RecordMax(name, values, input, indices, window);
        return (values, indices);
    }

    /// <summary>The means. Padding counts as zeros or not at all; or the sum is divided by <paramref name="divisor"/>.</summary>
    public static Tensor Average(string name, Tensor input, int dimensions, Window window, bool countPadding, long? divisor)
    {
        Require(name, input);
        return Means(name, input, ResultSizes(input, dimensions, window), window.Plane, window.Positions, position =>
        {
            int[] places = [.. Places(window, position)];
            return (places, 1f / (divisor ?? (countPadding ? Covered(window.Vertical, position / window.Horizontal.Output) * Covered(window.Horizontal, position % window.Horizontal.Output) : places.Length)));
        });
    }

    /// <summary>The means of as many windows as asked for, which cover the input and may overlap by one.</summary>
    public static Tensor AdaptiveAverage(string name, Tensor input, ReadOnlySpan<long> outputSize)
    {
        Require(name, input);
        int dimensions = outputSize.Length;
        if (input.dim() != dimensions + 1 && input.dim() != dimensions + 2)
            throw new ArgumentException($"{name}: the input is {Shapes.Text(input.Sizes)}, but must have {dimensions + 1} or {dimensions + 2} dimensions.");
        int height = dimensions == 2 ? (int)input.Sizes[^2] : 1, width = (int)input.Sizes[^1];
        int rows = dimensions == 2 ? checked((int)outputSize[0]) : 1, columns = checked((int)outputSize[^1]);
        if (rows < 1 || columns < 1) throw new ArgumentException($"{name}: the output size must be above 0.");
        if (height < 1 || width < 1) throw new ArgumentException($"{name}: the input is {Shapes.Text(input.Sizes)}: there is nothing in it to take the mean of.");
        return Means(name, input, [.. input.Sizes[..^dimensions], .. outputSize], height * width, rows * columns, position =>
        {
            var (top, bottom) = Part(position / columns, rows, height);
            var (left, right) = Part(position % columns, columns, width);
            var places = new int[(bottom - top) * (right - left)];
            for (int i = 0; i < places.Length; i++) places[i] = (top + i / (right - left)) * width + left + i % (right - left);
            return (places, 1f / places.Length);
        });

        static (int Start, int End) Part(int index, int parts, int size) => (index * size / parts, ((index + 1) * size + parts - 1) / parts);
    }

    private static Tensor Means(string name, Tensor input, long[] sizes, int plane, int positions, Func<int, (int[] Places, float Factor)> windowOf)
    {
        using var x = Dense.Of(input);
        var windows = Enumerable.Range(0, positions).Select(windowOf).ToArray();
        var result = Tensor.Allocate(sizes, ScalarType.Float32);
        for (long p = 0, planes = input.numel() / plane; p < planes; p++)
        {
            float* source = x.Pointer + p * plane, target = result.Pointer<float>() + p * positions;
            for (int position = 0; position < positions; position++)
            {
                float sum = 0;
                foreach (int place in windows[position].Places) sum += source[place];
                target[position] = sum * windows[position].Factor;
            }
        }
        return Autograd.IsRecording(input) ? RecordMeans(name, result, input, plane, windows) : result;
    }

    private static Tensor RecordMeans(string name, Tensor result, Tensor input, int plane, (int[] Places, float Factor)[] windows)
    {
        long[] sizes = input.Sizes;
        return Autograd.Record(name, result, [input], [], (_, grad) =>
        {
            using var dy = Dense.Of(grad);
            var dx = FillOps.Zeros(sizes, ScalarType.Float32);
            for (long p = 0, planes = dx.numel() / plane; p < planes; p++)
            {
                float* source = dy.Pointer + p * windows.Length, target = dx.Pointer<float>() + p * plane;
                for (int position = 0; position < windows.Length; position++)
                    foreach (int place in windows[position].Places) target[place] += source[position] * windows[position].Factor;
            }
            return [dx];
        });
    }

    private static void RecordMax(string name, Tensor values, Tensor input, Tensor indices, Window window)
    {
        long[] sizes = input.Sizes;
        Autograd.Record(name, values, [input], [indices], (context, grad) =>
        {
            long* index = context.Saved(0).Pointer<long>();
            using var dy = Dense.Of(grad);
            var dx = FillOps.Zeros(sizes, ScalarType.Float32);
            for (long i = 0, count = grad.numel(); i < count; i++)
                dx.Pointer<float>()[i / window.Positions * window.Plane + index[i]] += dy.Pointer[i];
            return [dx];
        });
    }

    /// <summary>The elements of the plane that the window at a position covers.</summary>
    private static IEnumerable<int> Places(Window window, int position)
    {
        var (vertical, horizontal) = window;
        for (int ky = 0; ky < vertical.Kernel; ky++)
        {
            int y = vertical.At(position / horizontal.Output, ky);
            if ((uint)y >= (uint)vertical.Input) continue;
            for (int kx = 0; kx < horizontal.Kernel; kx++)
            {
                int x = horizontal.At(position % horizontal.Output, kx);
                if ((uint)x < (uint)horizontal.Input) yield return y * horizontal.Input + x;
            }
        }
    }

    /// <summary>How much of the window at a position lies on the input or its padding; with ceil_mode a part may hang over.</summary>
    private static int Covered(WindowAxis axis, int position)
    {
        int start = axis.At(position, 0);
        return Math.Min(start + axis.Kernel, axis.Input + axis.Padding) - start;
    }

    private static long[] ResultSizes(Tensor input, int dimensions, Window window) => dimensions == 1
        ? [.. input.Sizes[..^1], window.Horizontal.Output]
        : [.. input.Sizes[..^2], window.Vertical.Output, window.Horizontal.Output];

    private static void Require(string name, Tensor input)
    {
        if (!Dense.AreSingle(input))
            throw new NotSupportedException($"{name}: the embedded engine pools float32 only, not {input.dtype}: convert with to(float32), or run `./course use nuget`.");
    }
}
