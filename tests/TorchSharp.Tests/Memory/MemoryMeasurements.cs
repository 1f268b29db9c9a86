using TorchSharp.Engine;

namespace TorchSharp.Tests.Memory;

/// <summary>What the engine holds when everything that is garbage has gone.</summary>
internal static class MemoryMeasurements
{
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
