namespace TransferLearning.Web.Serving;

/// <summary>
/// The model that answers now. A reload makes the new one ready beside it and then changes over: requests that began with the
/// old one end with it, and a folder that cannot be loaded changes nothing.
/// </summary>
/// <param name="load">Loads the model anew.</param>
/// <param name="clock">Tells when it was loaded.</param>
internal sealed class ModelStore(Func<ITextClassifier> load, TimeProvider clock) : IDisposable
{
    private const string Sentence = "A short text that shows whether the model answers.";

    private readonly SemaphoreSlim _oneLoad = new(1);
    private readonly Lock _change = new();
    private LoadedModel? _current;
    private bool _isDisposed;

    /// <summary>Whether there is a model.</summary>
    public bool IsReady => Volatile.Read(ref _current) is not null;

    /// <summary>Loads the model and puts it in the place of the one before.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or the model's answers are no numbers; the one before stays.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read; the one before stays.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await _oneLoad.WaitAsync(cancellation);
        try
        {
            var loaded = await Task.Run(LoadChecked, cancellation);
            lock (_change)
            {
                var before = _current;
                _current = _isDisposed ? null : loaded;
                (_isDisposed ? loaded : before)?.Release();
            }
        }
        finally
        {
            _oneLoad.Release();
        }
    }

    /// <summary>Holds the current model until the hold is disposed of; null while there is none.</summary>
    public ModelHold? Hold()
    {
        lock (_change)
            return _current is { } model && model.TryHold() ? new ModelHold(model) : null;
    }

    public void Dispose()
    {
        lock (_change)
        {
            _isDisposed = true;
            _current?.Release();
            _current = null;
        }
    }

    private LoadedModel LoadChecked()
    {
        var classifier = load();
        try
        {
            // The first run also makes the memory and the code ready that every request needs.
            var scores = classifier.Score([classifier.Encode(Sentence).Input])[0];
            if (!scores.All(float.IsFinite))
                throw new InvalidDataException($"The model '{classifier.Info.Name}' answers '{Sentence}' with {string.Join(", ", scores)}: its weights are no usable numbers. Train or fetch it again.");
            return new LoadedModel(classifier, clock.GetUtcNow());
        }
        catch
        {
            classifier.Dispose();
            throw;
        }
    }
}
