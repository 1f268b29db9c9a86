using TorchSharp.Kernels;
using Xunit;

namespace TorchSharp.Tests.Kernels;

/// <summary>What keeps the kernels fast from their first call on, whatever the host's settings of the JIT.</summary>
public sealed class LoopConventionTests
{
    [Fact]
    public void Every_loop_of_a_kernel_is_compiled_optimised_and_by_itself_or_inlined()
    {
        // All but the scalar twins, which are for reading and for tests.
        var loops = Loops.Beside(typeof(Simd), (type, _) => !Outermost(type).Name.EndsWith("Reference", StringComparison.Ordinal));

        Assert.Empty(Loops.OutsideConvention(loops));
        Assert.True(loops.Count > 50, $"Only {loops.Count} loops were found.");
    }

    [Fact]
    public void Loops_are_told_from_straight_code()
    {
        Assert.True(Loops.In(((Func<int, int>)Counting).Method));
        Assert.False(Loops.In(((Func<int, int>)Choosing).Method));
    }

    private static int Counting(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += i;
        return sum;
    }

    private static int Choosing(int n) => n switch
    {
        0 => 7,
        1 => 5,
        2 => 3,
        _ => n > 9 ? 1 : 2,
    };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
