using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>
/// Every public operation with operands that do not fit: it gives a result or says what is wrong, in the engine's words. What a list or an array has to say
/// about its indices helps nobody who wrote a model.
/// </summary>
public sealed partial class OperationSweepTests
{
    /// <summary>Exceptions that speak of the engine's inside.</summary>
    private static readonly Type[] Slips =
    [
        typeof(NullReferenceException), typeof(InvalidCastException), typeof(DivideByZeroException), typeof(KeyNotFoundException), typeof(OverflowException),
        typeof(FormatException), typeof(RankException), typeof(ArrayTypeMismatchException), typeof(OutOfMemoryException), typeof(System.Diagnostics.UnreachableException),
    ];

    private static readonly string[] WordsOfArrays =
        ["Index was out", "Destination is too short", "Specified argument was out", "Sequence contains", "Value cannot be null", "Non-negative", "Arithmetic operation"];

    /// <summary>These look at nothing but a tensor's type, shape and settings, which a disposed one still knows, or at nothing at all.</summary>
    private static readonly string[] BlindToElements =
    [
        "zeros_like", "ones_like", "empty_like", "full_like", "rand_like", "randn_like", "randint_like", "new_empty", "new_full", "new_ones", "new_zeros", "ones", "zeros", "empty", "full", "eye",
        "is_complex", "is_conj", "is_neg", "is_floating_point", "is_integral", "is_quantized", "is_contiguous", "is_cpu", "is_pinned", "is_leaf", "is_cuda", "is_meta", "is_sparse", "IsInvalid",
        "requires_grad", "requires_grad_", "with_requires_grad", "grad", "detach_", "dtype", "shape", "ndim", "Dimensions", "NumberOfElements", "ElementSize", "device", "device_type", "device_index",
        "name", "numel", "dim", "element_size", "size", "stride", "storage_offset", "result_type", "squeeze_", "pad", "data", "DetatchFromDisposeScope",
    ];

    public static TheoryData<string, Func<(Tensor First, Tensor Other)>> Operands => new()
    {
        { "shapes that do not fit", () => (ones(2, 3), ones(4, 5)) },
        { "vectors and a matrix", () => (ones(3), ones(2, 3)) },
        { "truth values", () => (ones(2, 3) > 0, ones(2, 3) > 0) },
        { "whole numbers and fractions", () => (ones(2, 3, dtype: int64), ones(2, 3)) },
        { "numbers that are no places", () => (ones(2, 3), ones(2, 3, dtype: int64) * 100) },
        { "negative numbers", () => (ones(2, 3, dtype: int64) * -7, ones(2, 3, dtype: int64) * -7) },
        { "halves and doubles", () => (ones(2, 3, dtype: float16), ones(2, 3, dtype: float64)) },
        { "what fits", () => (ones(2, 3), ones(2, 3)) },
        { "four dimensions", () => (ones(2, 3, 4, 5), ones(5, 4, 3, 2)) },
        { "single numbers", () => (tensor(1f), tensor(2f)) },
        { "a single number and a matrix", () => (tensor(1f), ones(2, 3)) },
        { "nothing", () => (ones(0), ones(0)) },
        { "nothing in rows", () => (ones(3, 0), ones(0, 3)) },
    };

    [Theory]
    [MemberData(nameof(Operands), DisableDiscoveryEnumeration = true)]
    public void A_mistake_is_named_in_the_engines_words(string what, Func<(Tensor First, Tensor Other)> operands)
    {
        var slips = new List<string>();
        foreach (var operation in OperationSweep.Operations)
        {
            using var scope = NewDisposeScope();
            var (first, other) = operands();
            if (OperationSweep.Call(operation, first, other) is { } error && IsSlip(error)) slips.Add($"{OperationSweep.Describe(operation)}: {error.GetType().Name}: {error.Message}");
        }

        Assert.True(slips.Count == 0, $"With {what}: {string.Join(Environment.NewLine, slips)}");
    }

    /// <summary>What takes two tensors of one shape and refuses two of different shapes is told so in a message that begins with an operation's name and shows a shape.</summary>
    [Fact]
    public void Where_shapes_are_at_fault_the_message_begins_with_the_operation_and_shows_them()
    {
        var silent = new List<string>();
        int refused = 0;
        foreach (var operation in OperationSweep.Operations.Where(operation => !operation.Name.EndsWith("_Item", StringComparison.Ordinal)))
        {
            using var scope = NewDisposeScope();
            if (OperationSweep.Call(operation, ones(2, 3), ones(2, 3)) is not null) continue;
            if (OperationSweep.Call(operation, ones(2, 3), ones(4, 5)) is not { } error) continue;
            refused++;
            if (!OperationFirst().IsMatch(error.Message)) silent.Add($"{OperationSweep.Describe(operation)}: {error.GetType().Name}: {error.Message}");
        }

        Assert.True(silent.Count == 0, string.Join(Environment.NewLine, silent));
        Assert.True(refused > 150, $"Only {refused} operations refused the shapes.");
    }

    [Fact]
    public void A_disposed_tensor_is_refused_wherever_its_elements_matter()
    {
        var accepted = new List<string>();
        int refused = 0;
        foreach (var operation in OperationSweep.Operations.Where(operation => !BlindToElements.Contains(operation.Name.Replace("get_", "").Replace("set_", ""))))
        {
            using var scope = NewDisposeScope();
            var gone = ones(2, 3);
            gone.Dispose();
            var error = OperationSweep.Call(operation, gone, ones(2, 3));
            if (error is null) accepted.Add(OperationSweep.Describe(operation));
            if (error is ObjectDisposedException) refused++;
            Assert.False(error is not null && IsSlip(error), $"{OperationSweep.Describe(operation)}: {error}");
        }

        Assert.True(accepted.Count == 0, $"They took a disposed tensor: {string.Join(Environment.NewLine, accepted)}");
        Assert.True(refused > 700, $"Only {refused} operations said that the tensor is disposed.");
    }

    [GeneratedRegex(@"^[\w.]+: .*\[\d", RegexOptions.Singleline)]
    private static partial Regex OperationFirst();

    private static bool IsSlip(Exception error)
        => Slips.Contains(error.GetType()) || error.Message.Length == 0 || WordsOfArrays.Any(words => error.Message.StartsWith(words, StringComparison.Ordinal));
}
