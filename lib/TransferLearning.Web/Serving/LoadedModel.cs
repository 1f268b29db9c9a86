namespace TransferLearning.Web.Serving;

/// <summary>A classifier that is shared by requests and freed when the last one is done with it, so that another can take its place meanwhile.</summary>
internal sealed class LoadedModel(ITextClassifier classifier, DateTimeOffset loadedAt)
{
    // The store that made it holds the first one.
    private int _holders = 1;

    public ITextClassifier Classifier => classifier;

    public DateTimeOffset LoadedAt => loadedAt;

    /// <summary>Keeps the model from being freed until <see cref="Release"/>.</summary>
    /// <returns>False if it has been freed already.</returns>
    public bool TryHold()
    {
        for (var holders = Volatile.Read(ref _holders); holders > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
                return true;
            holders = seen;
        }

        return false;
    }

    /// <summary>Ends one hold; the last one frees the model.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            classifier.Dispose();
    }
}
