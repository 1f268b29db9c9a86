using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType s_defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => s_defaultType;

    public static void set_default_dtype(ScalarType dtype) => s_defaultType = dtype.IsFloatingPoint()
        ? dtype
        : throw new ArgumentException($"set_default_dtype: only floating-point types are supported, got {dtype}.", nameof(dtype));

    public static Tensor from_array(Array rawArray, Device? device = null) => Factories.FromArray(rawArray, null, device, false);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray(rawArray, dtype, device, requires_grad);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => Factories.FromArray(data, dtype, device, false);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null)
    {
        Devices.RequireCpu(device);
        return data.to_type(dtype ?? data.dtype);
    }

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Sequences.Range(0, stop.Number, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Sequences.Range(start.Number, stop.Number, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Sequences.Range(start.Number, stop.Number, step.Number, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Sequences.Linear(start, end, steps, dtype, device, requires_grad, static x => x);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Sequences.Linear(start, end, steps, dtype, device, requires_grad, x => Math.Pow(@base, x));

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var result = Factories.Filled([rows, columns < 0 ? rows : columns], 0, dtype, device, requiresGrad: false);
        using var diagonal = result.diagonal();
        FillOps.Fill(diagonal, 1);
        return Factories.Finish(result, requires_grad);
    }

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Filled(input.Sizes, 0, dtype ?? input.dtype, device, requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Filled(input.Sizes, 1, dtype ?? input.dtype, device, requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Empty(input.Sizes, dtype ?? input.dtype, device, requires_grad);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full(input.Sizes, value.Number, dtype ?? input.dtype, device, requires_grad);

    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        Factories.Check(size, device);
        return Factories.Finish(Tensor.AllocateStrided((long[])size.Clone(), (long[])strides.Clone(), dtype ?? get_default_dtype()), requires_grad);
    }
}
