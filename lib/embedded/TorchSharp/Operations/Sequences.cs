using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Evenly spaced numbers. Each is computed from its index, so errors do not add up.</summary>
internal static unsafe class Sequences
{
    internal static Tensor Range(Number start, Number stop, Number step, ScalarType? type, Device? device, bool requiresGrad)
    {
        var isFloat = start.IsFloat || stop.IsFloat || step.IsFloat;
        var resultType = type ?? (isFloat ? get_default_dtype() : ScalarType.Int64);
        if (step.Double == 0) throw new ArgumentException("arange: the step must not be zero.");
        if ((stop.Double - start.Double) * step.Double < 0)
        {
            throw new ArgumentException($"arange: from {start.Double} to {stop.Double} does not agree with the sign of step {step.Double}.");
        }

        Devices.RequireCpu(device);
        if (!isFloat)
        {
            var (first, by) = (start.Int64, step.Int64);
            var length = (stop.Int64 - first + by - Math.Sign(by)) / by;
            using var integers = Tensor.Allocate([length], ScalarType.Int64);
            var values = integers.Pointer<long>();
            for (long i = 0; i < length; i++) values[i] = first + (i * by);
            return Factories.Finish(integers.to_type(resultType), requiresGrad);
        }

        var count = (long)Math.Ceiling((stop.Double - start.Double) / step.Double);
        return Fill(count, i => start.Double + (i * step.Double), resultType, requiresGrad);
    }

    internal static Tensor Linear(double start, double end, long steps, ScalarType? type, Device? device, bool requiresGrad, Func<double, double> map)
    {
        if (steps < 0) throw new ArgumentOutOfRangeException(nameof(steps), steps, "linspace: the number of steps must not be negative.");
        Devices.RequireCpu(device);
        var by = steps > 1 ? (end - start) / (steps - 1) : 0;

        // From both ends, so that the last value is exactly the end.
        return Fill(steps, i => map(i < steps / 2.0 ? start + (i * by) : end - ((steps - 1 - i) * by)), type ?? get_default_dtype(), requiresGrad);
    }

    private static Tensor Fill(long count, Func<long, double> value, ScalarType type, bool requiresGrad)
    {
        using var doubles = Tensor.Allocate([count], ScalarType.Float64);
        var values = doubles.Pointer<double>();
        for (long i = 0; i < count; i++) values[i] = value(i);
        return Factories.Finish(doubles.to_type(type), requiresGrad);
    }
}
