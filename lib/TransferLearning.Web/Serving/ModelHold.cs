namespace TransferLearning.Web.Serving;

/// <summary>A request's hold on the model that it began with.</summary>
internal sealed class ModelHold(LoadedModel model) : IDisposable
{
    private int _released;

    public LoadedModel Model => model;

    public ITextClassifier Classifier => model.Classifier;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
            model.Release();
    }
}
