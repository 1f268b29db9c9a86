namespace TransferLearning.Inference.Kernels;

/// <summary>The buffers of one run of a model. They grow to the largest run and stay, so that later runs take no memory. One thread at a time.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly NativeBuffer?[] _buffers = new NativeBuffer?[Enum.GetValues<Slot>().Length];

    /// <summary>What a buffer is for. Two that are in use at the same time have different names.</summary>
    public enum Slot
    {
        Hidden,
        Attended,
        Projections,
        Context,
        Inner,
        FirstHidden,
        FirstQuery,
        Quantized,
        QuantizedScales,
    }

    /// <summary>Room for the vectors of some tokens.</summary>
    public unsafe Activations Take(Slot slot, int features, int tokens)
    {
        var activations = new Activations(0, features, tokens);
        return activations with { Data = Bytes(slot, activations.Panels * activations.PanelStride * sizeof(float)) };
    }

    /// <summary>Room for some bytes; zeros when it is new.</summary>
    public nint Bytes(Slot slot, long count)
    {
        ref var buffer = ref _buffers[(int)slot];
        if (buffer is null || buffer.ByteLength < count)
        {
            buffer?.Dispose();
            buffer = new NativeBuffer(count, clear: true);
        }

        return buffer.Address;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in _buffers) buffer?.Dispose();
    }
}
