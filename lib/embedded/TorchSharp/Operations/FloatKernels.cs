namespace TorchSharp.Engine;

/// <summary>The engine's own float32 functions, called on spans of a type parameter that is float.</summary>
internal static unsafe class FloatKernels
{
    internal static void Exp<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged
    {
        fixed (T* source = x, target = result) Kernels.Elementwise.Exp((float*)source, (float*)target, x.Length);
    }

    internal static void Log<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged
    {
        fixed (T* source = x, target = result) Kernels.Elementwise.Log((float*)source, (float*)target, x.Length);
    }

    internal static void Tanh<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged
    {
        fixed (T* source = x, target = result) Kernels.Elementwise.Tanh((float*)source, (float*)target, x.Length);
    }

    internal static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged
    {
        fixed (T* source = x, target = result) Kernels.Elementwise.Sigmoid((float*)source, (float*)target, x.Length);
    }

    internal static void Erf<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged
    {
        fixed (T* source = x, target = result) Kernels.Elementwise.Erf((float*)source, (float*)target, x.Length);
    }
}
