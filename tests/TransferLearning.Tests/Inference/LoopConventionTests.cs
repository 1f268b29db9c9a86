using TorchSharp.Tests.Kernels;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Tests.Inference;

/// <summary>What keeps the fast runtime's kernels fast from their first call on, whatever the host's settings of the JIT.</summary>
public sealed class LoopConventionTests
{
    [Fact]
    public void Every_loop_of_a_kernel_is_compiled_optimised_and_by_itself_or_inlined()
    {
        // All but those that go through the parts of a layer or of a workspace once in its life, and hold no arithmetic of their own.
        var loops = Loops.Beside(typeof(Panel), (_, method) => method.Name is not ("Pack" or "Dispose"));
        var others = Loops.OutsideConvention(loops);

        Assert.True(others.Length == 0, string.Join(", ", others));
        Assert.True(loops.Count > 20, $"Only {loops.Count} loops were found.");
    }
}
