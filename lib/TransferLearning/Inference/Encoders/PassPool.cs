namespace TransferLearning.Inference.Encoders;

/// <summary>The passes of a model. No more runs are made at the same time than there are cores: more would be no faster, and each takes memory. Others wait.</summary>
internal sealed class PassPool(EncoderWeights weights) : IDisposable
{
    private readonly object _lock = new();
    private readonly Stack<EncoderPass> _free = [];
    private int _running;
    private bool _disposed;

    /// <summary>A pass for one run.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed, perhaps while this call waited.</exception>
    public EncoderPass Rent()
    {
        lock (_lock)
        {
            while (_running >= Environment.ProcessorCount && !_disposed) Monitor.Wait(_lock);
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
            Monitor.Pulse(_lock);
            FreeIfUnused();
        }
    }

    /// <summary>Lets no further run begin, and frees everything when the last one has ended.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Monitor.PulseAll(_lock);
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
