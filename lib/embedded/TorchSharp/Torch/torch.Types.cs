using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static string __version__ => "0.107.0";

    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => DType.Promote(type1, type2);

    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => DType.Promote(tensor1, tensor2);

    public static bool is_floating_point(ScalarType type) => type.IsFloatingPoint();

    public static bool is_integral(ScalarType type) => type.IsIntegral();

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static bool is_tensor(object obj) => obj is Tensor;

    /// <summary>Whether values of one type may be stored as the other: not floats as integers, not numbers as truth values.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) =>
        (!from.IsFloatingPoint() || to.IsFloatingPoint()) && (to != ScalarType.Bool || from == ScalarType.Bool);

    public static void _assert(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }

    public static double rand_float(Generator? generator = null)
    {
        using var value = RandomOps.Rand([1], ScalarType.Float32, null, false, generator);
        return value.item<float>();
    }

    public static double randn_float(Generator? generator = null)
    {
        using var value = RandomOps.Randn([1], ScalarType.Float32, null, false, generator);
        return value.item<float>();
    }

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var value = RandomOps.RandInt(low, high, [1], null, null, false, generator);
        return value.item<long>();
    }

    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(0, high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static bool randint_bool(Generator? generator = null) => randint_long(0, 2, generator) == 1;

    /// <summary>The distances of all pairs of rows.</summary>
    public static Tensor cdist(
        Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary)
    {
        using var rows = x1.unsqueeze(-2);
        using var columns = x2.unsqueeze(-3);
        using var difference = rows.sub(columns);
        return NormOps.Norm(difference, p, [-1], keepdim: false, "cdist");
    }
}

/// <summary>How <see cref="torch.cdist"/> may compute Euclidean distances; the embedded engine always subtracts.</summary>
public enum compute_mode
{
    use_mm_for_euclid_dist_if_necessary = 0,
    use_mm_for_euclid_dist = 1,
    donot_use_mm_for_euclid_dist = 2,
}
