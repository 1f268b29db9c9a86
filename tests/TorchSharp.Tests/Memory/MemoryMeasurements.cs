using TorchSharp.Engine;

namespace TorchSharp.Tests.Memory;

/// <summary>Tests that count the engine's bytes: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryMeasurements
{
    public const string Name = "memory measurements";

    /// <summary>Bytes of tensors that something can still reach: whatever is garbage has been collected and finalized before.</summary>
    internal static long ReachableBytes()
    {
        // Twice: a finalizer may be what held the last handle of another tensor.
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return StoragePool.LiveBytes;
    }
}
