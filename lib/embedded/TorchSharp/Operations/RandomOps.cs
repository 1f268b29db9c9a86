using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Random numbers in tensors.</summary>
internal static unsafe class RandomOps
{
    internal static Tensor Rand(long[] sizes, ScalarType? type, Device? device, bool requiresGrad, Generator? generator)
    {
        Factories.Check(sizes, device);
        return Make(sizes, RequireFloat("rand", type), requiresGrad, result => Uniform(result, generator));
    }

    internal static Tensor Randn(long[] sizes, ScalarType? type, Device? device, bool requiresGrad, Generator? generator)
    {
        Factories.Check(sizes, device);
        return Make(sizes, RequireFloat("randn", type), requiresGrad, result => Normal(result, generator));
    }

    /// <summary>Integers from <paramref name="low"/> up to, not including, <paramref name="high"/>.</summary>
    internal static Tensor RandInt(long low, long high, long[] sizes, ScalarType? type, Device? device, bool requiresGrad, Generator? generator)
    {
        Factories.Check(sizes, device);
        if (high <= low) throw new ArgumentException($"randint: the range from {low} to {high} is empty.");
        using var integers = Tensor.Allocate(sizes, ScalarType.Int64);
        Integers(new Span<long>(integers.Pointer<long>(), checked((int)integers.numel())), low, (ulong)(high - low), generator);
        return Factories.Finish(integers.to_type(type ?? ScalarType.Int64), requiresGrad);
    }

    /// <summary>The numbers 0 … n − 1 in random order (Fisher and Yates).</summary>
    internal static Tensor RandPerm(long n, ScalarType? type, Device? device, bool requiresGrad, Generator? generator)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), n, "randperm: n must not be negative.");
        Devices.RequireCpu(device);
        using var order = Tensor.Allocate([n], ScalarType.Int64);
        var values = order.Elements<long>();
        for (var i = 0; i < values.Length; i++) values[i] = i;
        using var draws = Tensor.Allocate([n], ScalarType.Int64);
        var random = draws.Elements<long>();
        Integers(random, 0, 1UL << 62, generator);
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)Math.BigMul((ulong)random[i] << 2, (ulong)(i + 1), out _);
            (values[i], values[j]) = (values[j], values[i]);
        }

        return Factories.Finish(order.to_type(type ?? ScalarType.Int64), requiresGrad);
    }

    /// <summary>Fills with numbers from [0, 1).</summary>
    internal static void Uniform(Tensor target, Generator? generator)
    {
        var n = target.numel();
        switch (target.dtype)
        {
            case ScalarType.Float32 when target.is_contiguous():
                var (seed, offset) = Take(generator, n);
                Philox.Uniform(target.Pointer<float>(), n, seed, offset);
                break;
            case ScalarType.Float64 when target.is_contiguous():
                (seed, offset) = Take(generator, 2 * n);
                Philox.Uniform(target.Pointer<double>(), n, seed, offset);
                break;
            default:
                ViaTemporary(target, target.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32, generator, Uniform);
                break;
        }

        GC.KeepAlive(target);
    }

    /// <summary>Fills with standard normal numbers.</summary>
    internal static void Normal(Tensor target, Generator? generator)
    {
        if (target.dtype != ScalarType.Float32 || !target.is_contiguous())
        {
            ViaTemporary(target, ScalarType.Float32, generator, Normal);
            return;
        }

        var n = target.numel();
        var (seed, offset) = Take(generator, n);
        Philox.Normal(target.Pointer<float>(), n, seed, offset);
        GC.KeepAlive(target);
    }

    internal static void Integers(Span<long> target, long low, ulong range, Generator? generator)
    {
        var (seed, offset) = Take(generator, 2L * target.Length);
        fixed (long* values = target)
        {
            // The random words are written where the results go, and then mapped into the range.
            Philox.Bits((uint*)values, 2L * target.Length, seed, offset);
            for (var i = 0; i < target.Length; i++) values[i] = low + (long)Math.BigMul((ulong)values[i], range, out _);
        }
    }

    internal static (ulong Seed, ulong Offset) Take(Generator? generator, long elements) =>
        (generator ?? Generator.Default).Take(Philox.Counters(elements));

    private static Tensor Make(long[] sizes, ScalarType type, bool requiresGrad, Action<Tensor> fill)
    {
        var result = Tensor.Allocate(sizes, type);
        fill(result);
        return Factories.Finish(result, requiresGrad);
    }

    private static ScalarType RequireFloat(string name, ScalarType? type)
    {
        var result = type ?? get_default_dtype();
        return result.IsFloatingPoint() ? result : throw new InvalidOperationException($"{name}: needs a floating-point type, got {result}. Use randint() for integers.");
    }

    private static void ViaTemporary(Tensor target, ScalarType type, Generator? generator, Action<Tensor, Generator?> fill)
    {
        using var source = Tensor.Allocate(target.Sizes, type);
        fill(source, generator);
        CopyOps.CopyData(source, target);
    }
}
