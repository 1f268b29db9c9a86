namespace TransferLearning.Inference.Encoders;

/// <summary>The passes of a model that are not in use. Each run takes one, so there are as many as there ever were runs at the same time.</summary>
internal sealed class PassPool(EncoderWeights weights) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<EncoderPass> _free = [];
    private int _running;
    private bool _disposed;

    /// <summary>A pass for one run.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public EncoderPass Rent()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(EncoderRuntime));
            _running++;
            return _free.TryPop(out var pass) ? pass : new EncoderPass(weights);
        }
    }

    /// <summary>The end of a run.</summary>
    public void Return(EncoderPass pass)
    {
        lock (_lock)
        {
            _running--;
            _free.Push(pass);
            FreeIfUnused();
        }
    }

    /// <summary>Lets no further run begin, and frees everything when the last one has ended.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            FreeIfUnused();
        }
    }

    private void FreeIfUnused()
    {
        if (!_disposed || _running > 0) return;
        while (_free.TryPop(out var pass)) pass.Dispose();
        weights.Dispose();
    }
}
