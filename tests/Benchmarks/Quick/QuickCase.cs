namespace Benchmarks.Quick;

/// <summary>One row of the quick table.</summary>
/// <param name="Name">The kernel and its shape; the peer script knows the same names.</param>
/// <param name="Work">Floating-point operations for a product, elements for anything else.</param>
/// <param name="IsProduct">Whether <paramref name="Work"/> counts operations.</param>
/// <param name="Call">One call.</param>
internal sealed record QuickCase(string Name, double Work, bool IsProduct, Action Call)
{
    /// <summary>GFLOP/s of a product, or nanoseconds per element.</summary>
    public string Rate(double seconds) => IsProduct ? $"{Work / seconds * 1e-9:F1} GFLOP/s" : $"{seconds / Work * 1e9:F3} ns/el";
}
