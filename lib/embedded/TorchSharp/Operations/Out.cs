using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>The optional tensor that a result is written into.</summary>
internal static class Out
{
    internal static Tensor To(Tensor? target, Tensor result)
    {
        if (target is null) return result;
        using (result) return target.copy_(result);
    }
}
