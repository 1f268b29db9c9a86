using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp.Kernels;
using Xunit;

namespace TorchSharp.Tests.Kernels;

/// <summary>What keeps the kernels fast from their first call on, whatever the host's settings of the JIT.</summary>
public sealed class LoopConventionTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_loop_of_a_kernel_is_compiled_optimised_and_by_itself_or_inlined()
    {
        var loops = Methods().Where(Loops.In).ToList();
        string[] others = [.. loops.Where(method => !Holds(method)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

        Assert.Empty(others);
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

    /// <summary>All but the scalar twins, which are for reading and for tests.</summary>
    private static IEnumerable<MethodBase> Methods()
        => from type in typeof(Simd).Assembly.GetTypes()
           where type.Namespace == typeof(Simd).Namespace && !Outermost(type).Name.EndsWith("Reference", StringComparison.Ordinal)
           from method in type.GetMethods(Declared)
           select method;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool Holds(MethodBase method)
    {
        var flags = method.MethodImplementationFlags;
        return flags.HasFlag((MethodImplAttributes)Simd.Hot) || flags.HasFlag((MethodImplAttributes)MethodImplOptions.AggressiveInlining);
    }
}
