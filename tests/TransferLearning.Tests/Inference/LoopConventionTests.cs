using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp.Kernels;
using TorchSharp.Tests.Kernels;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Tests.Inference;

/// <summary>What keeps the fast runtime's kernels fast from their first call on, whatever the host's settings of the JIT.</summary>
public sealed class LoopConventionTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_loop_of_a_kernel_is_compiled_optimised_and_by_itself_or_inlined()
    {
        var loops = Methods().Where(Loops.In).ToList();
        string[] others = [.. loops.Where(method => !Holds(method)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

        Assert.True(others.Length == 0, string.Join(", ", others));
        Assert.True(loops.Count > 20, $"Only {loops.Count} loops were found.");
    }

    /// <summary>All but those that go through the parts of a layer or of a workspace once in its life, and hold no arithmetic of their own.</summary>
    private static IEnumerable<MethodBase> Methods()
        => from type in typeof(Panel).Assembly.GetTypes()
           where type.Namespace == typeof(Panel).Namespace
           from method in type.GetMethods(Declared)
           where method.Name is not ("Pack" or "Dispose")
           select method;

    private static bool Holds(MethodBase method)
    {
        var flags = method.MethodImplementationFlags;
        return flags.HasFlag((MethodImplAttributes)Simd.Hot) || flags.HasFlag((MethodImplAttributes)MethodImplOptions.AggressiveInlining);
    }
}
