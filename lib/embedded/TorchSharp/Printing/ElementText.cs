using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>A tensor's elements as text, in row-major order.</summary>
internal static class ElementText
{
    internal static string[] Of(Tensor tensor, PrintOptions options, bool literal = false)
    {
        var values = tensor.is_floating_point() ? Floats(tensor, options) : Others(tensor);
        if (literal && tensor.is_floating_point() && tensor.dtype != ScalarType.Float64)
        {
            for (var i = 0; i < values.Length; i++) values[i] += "f";
        }

        return values;
    }

    private static string[] Floats(Tensor tensor, PrintOptions options)
    {
        if (tensor.dtype == ScalarType.Float64) return Array.ConvertAll(tensor.data<double>().ToArray(), value => value.ToString(options.FloatFormat, options.Culture));
        using var single = CopyOps.Convert(tensor, ScalarType.Float32);
        return Array.ConvertAll(single.data<float>().ToArray(), value => value.ToString(options.FloatFormat, options.Culture));
    }

    private static string[] Others(Tensor tensor)
    {
        if (tensor.dtype == ScalarType.Bool) return Array.ConvertAll(tensor.data<bool>().ToArray(), value => value.ToString());
        using var integers = CopyOps.Convert(tensor, ScalarType.Int64);
        return Array.ConvertAll(integers.data<long>().ToArray(), value => value.ToString());
    }
}
